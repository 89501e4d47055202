#include "processend.h"

#include <QCoreApplication>
#include <QLocale>

// What tests expect of a system, and Linux gives by itself: the C locale's times and numbers, and file
// dialogs of Qt's own, which a test can fill in. Compiled into each test, since nothing would ask a library
// for it.
static void makeAlike()
{
    QLocale locale(QLocale::C);
    locale.setNumberOptions(QLocale::DefaultNumberOptions); // 1,000
    QLocale::setDefault(locale);
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
}
Q_CONSTRUCTOR_FUNCTION(makeAlike)

#ifdef Q_OS_WIN
// The test's own main has this name here (see CMakeLists.txt), so that the process ends as the program's
// does.
int mainOfTest(int argc, char **argv);

int main(int argc, char **argv)
{
    lockdesk::endProcess(mainOfTest(argc, argv));
}
#endif
