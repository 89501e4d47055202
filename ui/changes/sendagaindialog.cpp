#include "sendagaindialog.h"

#include <QDialogButtonBox>
#include <QPushButton>

namespace lockdesk {

using namespace Qt::StringLiterals;

SendAgainDialog::SendAgainDialog(Clock &clock, const QStringList &names, QWidget *parent)
    : ConfirmDialog(clock,
        {tr("Send again"),
            tr("An earlier attempt may have happened. Send %n access(es) again?", nullptr, int(names.size())),
            names.join(u'\n') + u'\n'
                + tr("If the earlier attempt still comes into effect, there will be two. “Look again” sends "
                     "nothing."),
            tr("Send again"), "retry"_L1},
        parent)
{
    auto *look = new QPushButton(tr("Look again"));
    look->setAutoDefault(false);
    findChild<QDialogButtonBox *>()->addButton(look, QDialogButtonBox::ActionRole);
    connect(look, &QPushButton::clicked, this, [this] {
        Q_EMIT lookAgainAsked();
        reject();
    });
}

} // namespace lockdesk
