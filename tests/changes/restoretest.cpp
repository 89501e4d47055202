#include "restore.h"

#include "backupsamples.h"
#include "clockchanges.h"

#include <QTest>
int main() { return 0; }
