-- What clients send themselves, by the form of a website, waits until somebody of the staff has looked at it.

alter table marketplace.inquiry drop constraint inquiry_status_check;
alter table marketplace.inquiry add constraint inquiry_status_check
  check (status in ('SENT', 'OPEN', 'TAKEN', 'CLOSED'));
