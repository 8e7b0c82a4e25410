/** The time, passed explicitly, so that a test can be at any day and rules at any date. */
export interface Clock {
  now(): Date;
  /** The civil day in the co-operatives' zone: a wage due "today" is due on Brussels' today. */
  today(): string;
}

export const systemClock: Clock = clockAt(() => new Date());

export function clockAt(now: () => Date): Clock {
  return { now, today: () => civilDay(now()) };
}

export function civilDay(instant: Date): string {
  return brussels.format(instant);
}

/** The Swedish locale writes a date as ISO 8601 does. */
const brussels = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels' });
