#pragma once

#include "planrow.h"

namespace lockdesk {

/// Gives a fault to rows that wait for each other in a circle (two records that swap their codes), and to
/// those that wait for a row with a fault.
void breakCircles(std::vector<PlanRow> &rows);

/// How many rounds the rows need: 1 more than the longest chain of rows that wait for each other. 0 without
/// a row to send. There must be no circles.
int roundsOf(const std::vector<PlanRow> &rows);

} // namespace lockdesk
