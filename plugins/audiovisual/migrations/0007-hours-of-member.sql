-- Whether somebody of the crew has worked is asked before they are taken off the list.
create index crew_hours_of_member on audiovisual.crew_hours (cooperative_id, crew_member_id);
