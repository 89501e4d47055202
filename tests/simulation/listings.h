#pragma once

#include "cloud.h"
#include "exchange.h"
#include "fate.h"

namespace lockdesk {

/// The lists and records of authorizations that the service shows. What they show is what the cloud has, or
/// had a moment ago, told in one of several ways.
class Listings
{
public:
    Listings(Cloud &cloud, quint64 seed)
        : m_cloud(cloud)
        , m_seed(seed)
    {
    }

    /// Of a device, or of all (0); of a person's only (0: everybody's). One answer.
    QByteArray plain(qint64 device, int person, Exchange &exchange, const Fate &fate);
    QByteArray page(int page, int size, int person, Exchange &exchange, const Fate &fate);
    /// Nothing where there is none.
    std::optional<QByteArray> one(const QByteArray &id, Exchange &exchange, const Fate &fate);

private:
    enum class Form { Own, Paged };

    QList<QByteArray> elements(qint64 device, int person, Form form, Exchange &exchange, const Fate &fate);
    QByteArray element(const CloudRecord &record, const CloudRecord::Shown &shown, Form form) const;
    bool isMissingNow(const QByteArray &id) const;

    Cloud &m_cloud;
    quint64 m_seed;
};

} // namespace lockdesk
