-- What pages of one alliance and of the coming days read must not grow with the whole scheme.

create index membership_alliance on membership (scheme, alliance);
create index award_recipient on award (scheme, recipient);
create index activity_award on activity (scheme, award);
create index goal_alliance on goal (scheme, alliance);
create index indicator_goal on indicator (scheme, goal);
create index signal_alliance on signal (scheme, alliance);
create index permission_award on permission (scheme, award);
create index period_running on period (scheme, year) where state = 'running';
create index payment_open on payment (scheme, due) where state not in ('paid', 'cancelled');
