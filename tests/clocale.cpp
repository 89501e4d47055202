#include <QLocale>

// The tests expect the C locale's times and numbers; Linux takes it from LC_ALL, other systems from the
// person's choices. Compiled into each test, since nothing would ask a library for it.
static void useCLocale()
{
    QLocale locale(QLocale::C);
    locale.setNumberOptions(QLocale::DefaultNumberOptions); // as Linux has it: 1,000
    QLocale::setDefault(locale);
}
Q_CONSTRUCTOR_FUNCTION(useCLocale)
