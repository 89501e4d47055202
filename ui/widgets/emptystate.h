#pragma once

#include <QIcon>
#include <QWidget>

class QLabel;
class QPushButton;

namespace lockdesk {

/// What stands where a table has no rows, or none yet: a picture, a headline, a sentence, and at most one
/// button.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    /// `iconName` names an icon of the theme. Plain text; no button when `actionText` is empty.
    void setContent(QLatin1StringView iconName, const QString &headline, const QString &sentence,
        const QString &actionText = {});

Q_SIGNALS:
    void actionTriggered();

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateLook();

    QIcon m_picture;
    QLabel *m_icon;
    QLabel *m_headline;
    QLabel *m_sentence;
    QPushButton *m_action;
};

} // namespace lockdesk
