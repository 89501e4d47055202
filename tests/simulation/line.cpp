#include "line.h"

#include "linereply.h"

namespace lockdesk {

namespace {

class LineManager : public QNetworkAccessManager
{
public:
    explicit LineManager(Line &line)
        : m_line(line)
    {
    }

protected:
    QNetworkReply *createRequest(
        Operation operation, const QNetworkRequest &request, QIODevice *body) override
    {
        return new LineReply(m_line, operation, request, body, this);
    }

private:
    Line &m_line;
};

} // namespace

std::unique_ptr<QNetworkAccessManager> Line::makeManager()
{
    return std::make_unique<LineManager>(*this);
}

Exchange &Line::add(const QByteArray &method, const QUrl &url)
{
    Exchange exchange;
    exchange.number = int(m_exchanges.size()) + 1;
    exchange.session = m_session;
    exchange.method = method;
    exchange.path = url.path();
    exchange.query = QUrlQuery(url);
    exchange.handed = m_time.truth();
    exchange.handedMoment = m_time.nextMoment();
    m_exchanges.push_back(exchange);
    return m_exchanges.back();
}

} // namespace lockdesk
