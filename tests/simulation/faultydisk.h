#pragma once

#include <QByteArray>
#include <QString>

namespace lockdesk {

/// A folder on a disk that fails when it is told to. The program's own calls to the system are met in between
/// (open, write, fsync, rename, unlink, ftruncate), so all above them is as it is. One at a time in a
/// process.
class FaultyDisk
{
public:
    enum class Call : int { Open, Write, Sync, Rename };

    /// The folder, which must exist, and all in it.
    explicit FaultyDisk(const QString &folder);
    ~FaultyDisk();
    FaultyDisk(const FaultyDisk &) = delete;
    FaultyDisk &operator=(const FaultyDisk &) = delete;

    /// The n-th next such call fails (1: the next), and `count` in all.
    void failNext(Call call, int n, int count);
    /// A write that fails writes half before.
    void setTorn(bool isTorn) { m_isTorn = isTorn; }
    /// No room for anything more.
    void setFull(bool isFull) { m_isFull = isFull; }
    /// All is well again.
    void mend();
    /// The process has been killed: what it does from now on changes nothing any more.
    void setFrozen(bool isFrozen) { m_isFrozen = isFrozen; }
    /// How many calls have failed.
    int failures() const { return m_failures; }

    // For the calls.

    bool covers(const char *path) const;
    bool isFrozen() const { return m_isFrozen; }
    bool isTorn() const { return m_isTorn; }
    /// The error that this call ends with; 0: none.
    int errorOf(Call call);
    static FaultyDisk *current();

private:
    struct Plan
    {
        int after = 0;
        int count = 0;
    };

    QByteArray m_folder;
    Plan m_plans[4];
    bool m_isTorn = false;
    bool m_isFull = false;
    bool m_isFrozen = false;
    int m_failures = 0;
};

} // namespace lockdesk
