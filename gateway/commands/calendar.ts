import { type Clock, clockAt } from '../../core/platform/clock.js';

/** A clock that goes on as time does, and that can be put to the next morning. */
export interface Calendar {
  readonly clock: Clock;
  nextMorning(): void;
}

export function movableCalendar(firstDay: string): Calendar {
  let day = firstDay;
  let since = performance.now();
  const now = () => new Date(Date.parse(`${day}T06:00:00Z`) + performance.now() - since);
  return {
    clock: clockAt(now),
    nextMorning: () => {
      day = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
      since = performance.now();
    },
  };
}
