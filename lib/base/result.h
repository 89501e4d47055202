#pragma once

#include <utility>
#include <variant>

namespace lockdesk {

/// A value, or the error that stood in its way. std::expected is not in C++20, and this is the part of it
/// needed. T and E must differ. Reading the wrong side is a programming error (std::bad_variant_access).
template <typename T, typename E>
class Result
{
public:
    Result(T value)
        : m_outcome(std::in_place_index<0>, std::move(value))
    {
    }
    Result(E error)
        : m_outcome(std::in_place_index<1>, std::move(error))
    {
    }

    bool isOk() const { return m_outcome.index() == 0; }
    explicit operator bool() const { return isOk(); }

    const T &value() const & { return std::get<0>(m_outcome); }
    T &&value() && { return std::get<0>(std::move(m_outcome)); }
    const E &error() const { return std::get<1>(m_outcome); }

    const T &operator*() const & { return value(); }
    const T *operator->() const { return &value(); }

private:
    std::variant<T, E> m_outcome;
};

} // namespace lockdesk
