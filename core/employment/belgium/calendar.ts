import type { WorkingCalendar } from '../rules/calendar.js';

/**
 * The ten public holidays of Belgium; wages are paid on bank days, so Saturday is no working day.
 */
export const belgianCalendar: WorkingCalendar = {
  weekend: [0, 6],
  source: 'Belgium, law of 4 January 1974 and royal decree of 18 April 1974 on public holidays',
  holidays: [
    { name: 'New Year', monthDay: '01-01', from: 1974 },
    { name: 'Easter Monday', fromEaster: 1, from: 1974 },
    { name: 'Labour Day', monthDay: '05-01', from: 1974 },
    { name: 'Ascension', fromEaster: 39, from: 1974 },
    { name: 'Whit Monday', fromEaster: 50, from: 1974 },
    { name: 'National Day', monthDay: '07-21', from: 1974 },
    { name: 'Assumption', monthDay: '08-15', from: 1974 },
    { name: 'All Saints', monthDay: '11-01', from: 1974 },
    { name: 'Armistice', monthDay: '11-11', from: 1974 },
    { name: 'Christmas', monthDay: '12-25', from: 1974 },
  ],
};
