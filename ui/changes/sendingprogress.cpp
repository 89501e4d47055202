#include "sendingprogress.h"

#include "clock.h"

#include <QLocale>
#include <cmath>

namespace lockdesk {

using namespace std::chrono_literals;

namespace {

constexpr double longestGuess = 48 * 3600; // what takes longer is not guessed

QString rateText(double perSecond)
{
    return QLocale().toString(perSecond, 'f', perSecond < 10 ? 1 : 0);
}

} // namespace

QString aboutText(double seconds)
{
    const int whole = qMax(1, int(std::ceil(seconds)));
    if (whole < 20)
        return SendingProgress::tr("%1 s").arg(whole);
    if (whole < 90)
        return SendingProgress::tr("%1 s").arg((whole + 4) / 5 * 5);
    const int minutes = (whole + 30) / 60;
    if (minutes < 60)
        return SendingProgress::tr("%1 min").arg(minutes);
    return SendingProgress::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

SendingProgress::SendingProgress(Clock &clock, QWidget *parent)
    : QProgressBar(parent)
    , m_clock(clock)
    , m_tick(clock)
{
    setAccessibleName(tr("Sending changes"));
    hide();
}

void SendingProgress::setCounts(int done, int total, bool isPaused)
{
    if (total == 0 || isPaused != m_isPaused)
        m_rate.clear();
    m_isPaused = isPaused;
    setRange(0, qMax(1, total)); // an empty range would mean that nobody knows
    setValue(done);
    setVisible(total > 0);
    if (total == 0) {
        m_tick.cancel();
        return;
    }
    if (!m_tick.isSet())
        tick();
    showWords();
}

// By the second, also when nothing comes to its end: the rate falls then.
void SendingProgress::tick()
{
    if (!m_isPaused)
        m_rate.add(m_clock.uptime(), value());
    showWords();
    m_tick.set(1s, [this] { tick(); });
}

void SendingProgress::showWords()
{
    const QLocale locale;
    QString words = tr("%1 of %2").arg(locale.toString(value()), locale.toString(maximum()));
    const std::optional<double> rate = m_isPaused ? std::nullopt : m_rate.perSecond();
    if (m_isPaused)
        words = tr("Paused: %1").arg(words);
    else if (rate && (maximum() - value()) / *rate < longestGuess)
        words = tr("%1, %2 a second, about %3 left")
                    .arg(words, rateText(*rate), aboutText((maximum() - value()) / *rate));
    if (words == format())
        return;
    setFormat(words);
    setAccessibleDescription(words);
}

} // namespace lockdesk
