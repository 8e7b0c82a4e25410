/** When musicians may be hired by the service, for work on the days from–until. */
export interface ServiceLimits {
  /** Civil days; `until` exclusive, absent while the agreement holds. */
  readonly from: string;
  readonly until?: string;
  /** A service, its break included. */
  readonly serviceMinutes: number;
  /** On fewer days than this within so many months. */
  readonly fewerThanDays: number;
  readonly withinMonths: number;
  readonly consecutiveWeeks: number;
}

/** The source of all figures below. */
export const musicAgreement = {
  title:
    'Joint committee 304: collective agreement on music of 2011: a service is 3 h 30 with a break of ' +
    '30 minutes; hired by the service on fewer than 54 days in three months, at most 4 weeks running',
  url: 'https://salairesminimums.be/document.html?jcId=cf2e07ee4d322a17014d7bbdd3aa44eb&date=01/06/2011',
} as const;

/** Oldest first, without gaps; a change of the agreement ends the last row and adds one. */
export const serviceLimits: readonly ServiceLimits[] = [
  {
    from: '2011-06-01',
    ...{ serviceMinutes: 210, fewerThanDays: 54, withinMonths: 3, consecutiveWeeks: 4 },
  },
];

/** Since when the rules judge at all. */
export const servicesKnownFrom = (serviceLimits[0] as ServiceLimits).from;

/** The limits on a day; a day for which none is known fails loudly. */
export function serviceLimitsOn(day: string): ServiceLimits {
  const found = serviceLimits.find(
    ({ from, until }) => from <= day && (until === undefined || day < until),
  );
  if (found === undefined) throw new Error(`No limits of services are known on ${day}.`);
  return found;
}
