#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace lockdesk {

/// A line over a screen that says what happened and offers at most one thing to do about it. Plain text only;
/// its words are its accessible name, and it is announced to assistive tools when it appears or changes.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Information, Success, Warning, Error };

    /// Hidden until showMessage().
    explicit MessageBar(QWidget *parent = nullptr);

    /// Shows `text`, with a button `actionText` unless that is empty. The same message again is not announced
    /// again.
    void showMessage(Kind kind, const QString &text, const QString &actionText = {});
    void dismiss();

    Kind kind() const { return m_kind; }
    /// The words on show; empty while hidden.
    QString text() const;

Q_SIGNALS:
    /// The button was pressed. The bar stays: dismiss() it when the action took care of it.
    void actionTriggered();
    /// The person closed the bar.
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    /// Tells assistive tools the words on show.
    virtual void announce();

private:
    void updateIcon();

    Kind m_kind = Kind::Information;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_action;
    QToolButton *m_close;
};

} // namespace lockdesk
