#pragma once

#include <QPointer>
#include <QThreadPool>
#include <memory>

namespace lockdesk {

/// Runs `work` on another thread, and hands what it gives to `then` from this thread's event loop; not when
/// `context`, an object of this thread, is gone by then. `work` must not use anything of this thread; nobody
/// waits for it but the end of the program. What it gives may be movable only.
template <typename Work, typename Then>
void inBackground(QObject *context, Work work, Then then)
{
    auto *relay = new QObject; // of this thread, and no part of what may go meanwhile
    const auto task = std::make_shared<std::pair<Work, Then>>(std::move(work), std::move(then));
    QThreadPool::globalInstance()->start([relay, task, context = QPointer<QObject>(context)] {
        using Value = decltype(task->first());
        const auto value = std::make_shared<Value>(task->first());
        QMetaObject::invokeMethod(
            relay,
            [relay, task, value, context] {
                relay->deleteLater();
                if (context)
                    task->second(std::move(*value));
            },
            Qt::QueuedConnection);
    });
}

} // namespace lockdesk
