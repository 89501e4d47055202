#include <QLocale>

// The tests expect the C locale's times and numbers; Linux takes it from LC_ALL, other systems from the
// person's choices. Compiled into each test, since nothing would ask a library for it.
static void useCLocale()
{
    QLocale::setDefault(QLocale::c());
}
Q_CONSTRUCTOR_FUNCTION(useCLocale)
