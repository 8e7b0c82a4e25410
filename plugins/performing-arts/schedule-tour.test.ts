import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { performingArts } from './plugin.js';
import { ask, codes, operations, type Payload, refusal, type Values } from './testing.js';
import { tourCalendar } from './tour-calendar.js';

let p: TestPlatform;
let productionId: string;
let venueId: string;

beforeAll(async () => {
  p = await testPlatform({ plugins: [performingArts] });
  const admin = p.platform.host.context(p.ctx('admin'), performingArts.name);
  await performingArts.seeds.reference?.(admin);
  const activityId = `Activity:${p.activityIds['member-stage']}`;
  await ask(p, operations.describeActivity, { activityId });
  productionId = await madeBy('createProduction', activityId, 'production');
  venueId = await madeBy('createVenue', activityId, 'venue');
});
afterAll(() => p.close());

describe('a tour', () => {
  test('is scheduled whole, in the order in which it was given', async () => {
    const days = ['2027-01-12', '2027-01-11', '2027-01-13'];
    const tour = await scheduleTour(days.map((day) => ({ day, kind: 'tour', venueId })));
    expect(tour.dates?.map(({ day, status }) => [day, status])).toEqual(
      days.map((day) => [day, 'OPTION']),
    );
    const span = { from: '2027-01-11', until: '2027-01-13' };
    expect(tour.tour).toMatchObject({ title: 'Zoutmeer', ...span, status: 'OPTION' });
    expect(tour.violations).toEqual([]);
  });

  test('is as certain as its least certain date, until none takes place', async () => {
    const days = ['2027-01-20', '2027-01-21', '2027-01-22'];
    const { tour, dates } = await scheduleTour(
      ...([days.map((day) => ({ day })), { title: 'Spring' }] as const),
    );
    const [first, second, third] = (dates ?? []).map(({ id }) => id);
    const told = async () => {
      const query = `query ($id: ID!) { performingArtsTour(id: $id) {
        title from until status dates { status } production { title } } }`;
      return ask<Values>(p, query, { id: tour?.id });
    };
    await change('confirmDate', first);
    expect(await told()).toMatchObject({ title: 'Spring', status: 'OPTION' });
    await change('confirmDate', second);
    await change('cancelDate', third);
    expect(await told()).toEqual({
      ...{ title: 'Spring', from: days[0], until: days[1], status: 'CONFIRMED' },
      dates: [{ status: 'CONFIRMED' }, { status: 'CONFIRMED' }, { status: 'CANCELLED' }],
      production: { title: 'Zoutmeer' },
    });
    for (const id of [first, second]) await change('cancelDate', id);
    expect(await told()).toMatchObject({ from: days[0], until: days[2], status: 'CANCELLED' });
  });

  test('is a file for calendars, for those who see its activity', async () => {
    const at = { startsAt: '2027-01-25T19:00:00Z', endsAt: '2027-01-25T21:00:00Z' };
    const asked = [{ day: '2027-01-25', kind: 'tour', venueId, ...at }, { day: '2027-01-26' }];
    const { tour, dates } = await scheduleTour(asked, { title: 'North, and south' });
    await change('cancelDate', dates?.[1]?.id);
    const fetched = async (as: 'member-stage' | 'member-film') => {
      const params = { id: tour?.id.split(':')[1] as string, locale: 'fr' };
      const ctx = p.platform.host.context(p.ctx(as), performingArts.name);
      const file = await tourCalendar.open(ctx, params);
      return file && Buffer.from(file.body as Uint8Array).toString();
    };
    const lines = (await fetched('member-stage'))?.split('\r\n') ?? [];
    const own = lines.slice(lines.indexOf('BEGIN:VEVENT'));
    const events = own.filter((line) => /^(DTSTART|DTEND|SUMMARY|LOCATION|STATUS)/.test(line));
    expect(events).toEqual([
      ...['DTSTART:20270125T190000Z', 'DTEND:20270125T210000Z'],
      'SUMMARY:Zoutmeer: représentation en tournée',
      ...['LOCATION:De Kade\\, Gent (BE)', 'STATUS:TENTATIVE'],
      ...['DTSTART;VALUE=DATE:20270126', 'SUMMARY:Zoutmeer: représentation', 'STATUS:CANCELLED'],
    ]);
    expect(lines).toContain('DESCRIPTION:North\\, and south');
    expect(lines).toContain(`UID:${dates?.[0]?.id.split(':')[1]}@performing-arts`);
    expect(await fetched('member-film')).toBeNull();
    const query = 'query ($id: ID!) { performingArtsTour(id: $id) { title } }';
    expect(await ask(p, query, { id: tour?.id }, { as: 'member-film' })).toBeNull();
  });

  test.each(['', ' ', 'x'.repeat(201)])('of the title %p is bad input', async (title) => {
    const variables = { input: { productionId, title, dates: [{ day: '2027-01-27' }] } };
    expect(await refusal(p, operations.scheduleTour, variables)).toBe('BAD_USER_INPUT');
  });

  test('is told of its dates and its production, a statement a level; a date alone has none', async () => {
    const activityId = `Activity:${p.activityIds['member-stage']}`;
    const own = await madeBy('createProduction', activityId, 'production');
    const schedule = (day: string) =>
      scheduleTour([{ day }, { day, kind: 'tour' }], { productionId: own, title: day });
    const query = `query ($id: ID!) { performingArtsProduction(id: $id) {
      tours { title from until status dates { day tour { title } } } } }`;
    const told = () => ask<{ tours: Values[] }>(p, query, { id: own });
    await schedule('2027-01-28');
    const one = await p.statements(told);
    for (const day of ['2027-01-29', '2027-01-30']) await schedule(day);
    expect(await p.statements(told)).toHaveLength(one.length);
    expect((await told()).tours.map(({ title }) => title)).toEqual([
      ...['2027-01-30', '2027-01-29', '2027-01-28'],
    ]);
    const alone = `mutation ($input: PerformingArtsScheduleDateInput!) {
      performingArtsScheduleDate(input: $input) { date { tour { id } } } }`;
    const input = { productionId: own, date: { day: '2027-01-31' } };
    expect(await ask(p, alone, { input })).toEqual({ date: { tour: null } });
  });

  test('with anything wrong is not scheduled at all, and says everything at once', async () => {
    const tour = await scheduleTour([
      { day: '2027-02-01' },
      { day: '2026-11-22' },
      { day: '2027-02-02', kind: 'party' },
      { day: '2027-02-01' },
      { day: '2027-02-03', startsAt: '2027-02-03T20:00:00Z' },
      { day: '2027-02-04', startsAt: '2027-02-04T20:00:00Z', endsAt: '2027-02-04T20:00:00Z' },
      { day: '2027-02-05', startsAt: '2027-02-05T20:00:00Z', endsAt: '2027-02-06T20:00:01Z' },
      { day: '2027-02-06', startsAt: '2027-02-08T20:00:00Z', endsAt: '2027-02-08T22:00:00Z' },
    ]);
    expect(tour.dates).toBeNull();
    expect(tour.violations.map(({ code, path }) => [code, path])).toEqual([
      ['performing-arts.date-in-the-past', ['dates', '1']],
      ['performing-arts.unknown-day-kind', ['dates', '2']],
      ['performing-arts.date-taken', ['dates', '3']],
      ['performing-arts.times-unclear', ['dates', '4']],
      ['performing-arts.times-unclear', ['dates', '5']],
      ['performing-arts.times-unclear', ['dates', '6']],
      ['performing-arts.times-unclear', ['dates', '7']],
    ]);
    expect(await countOf('2027-02-01')).toBe(0);
  });

  test('of today is not in the past; one that was only tried is not there', async () => {
    expect((await scheduleTour([{ day: '2026-11-23' }], { dryRun: true })).violations).toEqual([]);
    expect(await countOf('2026-11-23')).toBe(0);
  });

  test('has a matinée and an evening on one day, but no hour twice', async () => {
    const at = (from: string, until: string) => ({
      day: '2027-02-10',
      startsAt: `2027-02-10T${from}:00Z`,
      endsAt: `2027-02-10T${until}:00Z`,
    });
    const day = [at('13:00', '15:00'), at('19:00', '21:00')];
    expect((await scheduleTour(day)).violations).toEqual([]);
    expect(codes(await scheduleTour(day))).toEqual(Array(2).fill('performing-arts.date-taken'));
  });

  test('may begin in any zone and end after midnight', async () => {
    const dates = [
      { day: '2027-02-14', startsAt: '2027-02-13T12:00:00Z', endsAt: '2027-02-13T14:00:00Z' },
      { day: '2027-02-15', startsAt: '2027-02-16T09:00:00Z', endsAt: '2027-02-17T09:00:00Z' },
    ];
    expect((await scheduleTour(dates, { dryRun: true })).violations).toEqual([]);
  });

  test('that is cancelled leaves its days free', async () => {
    const [id] = await schedule([{ day: '2027-02-11' }]);
    await change('cancelDate', id);
    expect((await scheduleTour([{ day: '2027-02-11' }])).violations).toEqual([]);
  });

  test('that is sent ten times at once is scheduled once', async () => {
    const send = () => scheduleTour([{ day: '2027-02-12' }, { day: '2027-02-13' }]);
    const answers = await Promise.all(Array.from({ length: 10 }, send));
    expect(answers.filter(({ dates }) => dates !== null)).toHaveLength(1);
    expect([await countOf('2027-02-12'), await countOf('2027-02-13')]).toEqual([1, 1]);
  });

  test.each([0, 101])('of %p dates is bad input', async (length) => {
    const dates = Array.from({ length }, () => ({ day: '2027-03-01' }));
    const variables = { input: { productionId, dates } };
    expect(await refusal(p, operations.scheduleTour, variables)).toBe('BAD_USER_INPUT');
  });

  test('of a hundred dates is scheduled', async () => {
    const dates = Array.from({ length: 100 }, (_, i) => ({
      day: '2027-03-01',
      startsAt: new Date(Date.UTC(2027, 2, 1, 0, i)).toISOString(),
      endsAt: new Date(Date.UTC(2027, 2, 1, 1, i)).toISOString(),
    }));
    expect((await scheduleTour(dates)).dates).toHaveLength(100);
  });

  test('plays at no venue of another activity', async () => {
    const activityId = `Activity:${p.activityIds['member-design']}`;
    const asking = { as: 'member-design' };
    await ask(p, operations.describeActivity, { activityId }, asking);
    const own = await madeBy('createProduction', activityId, 'production', asking);
    const input = { productionId: own, dates: [{ day: '2027-04-02', venueId }] };
    expect(await refusal(p, operations.scheduleTour, { input }, asking)).toBe('NOT_FOUND');
    const adviser = { as: 'adviser' };
    expect(await refusal(p, operations.scheduleTour, { input }, adviser)).toBe('NOT_FOUND');
  });

  test.each([
    ['nl', '2026-01-01 is voorbij: plan een dag vanaf vandaag.'],
    ['fr', 'Le 2026-01-01 est passé : choisissez un jour à partir d’aujourd’hui.'],
    ['en', '2026-01-01 has passed: schedule a day from today on.'],
    ['de', 'Der 2026-01-01 ist vorbei: Planen Sie einen Tag ab heute.'],
  ])('says in %s what stands in its way', async (locale, sentence) => {
    const variables = { input: { productionId, dates: [{ day: '2026-01-01' }] } };
    const asking = { as: 'member-stage', locale };
    const tour = await ask<Payload>(p, operations.scheduleTour, variables, asking);
    expect(tour.violations.map(({ message }) => message)).toEqual([sentence]);
  });
});

describe('a date', () => {
  test('is an option, is confirmed, and is played once its day has passed', async () => {
    const [id] = await schedule([{ day: '2026-12-01' }]);
    expect(await change('confirmDate', id)).toMatchObject({ date: { status: 'CONFIRMED' } });
    const again = await change('confirmDate', id);
    expect(codes(again)).toEqual(['performing-arts.date-already-confirmed']);
    await playAsOf('2026-12-01');
    expect(await statusOf(id)).toBe('CONFIRMED');
    await playAsOf('2026-12-02');
    await playAsOf('2026-12-02');
    expect(await statusOf(id)).toBe('PLAYED');
    const late = await change('cancelDate', id);
    expect(codes(late)).toEqual(['performing-arts.date-already-played']);
    const told = await p.admin.query(
      'select type, actor from core.outbox where subject_id = $1 order by id',
      [id?.split(':')[1]],
    );
    const nobody = '00000000-0000-0000-0000-000000000000';
    expect(told).toEqual([
      { type: 'performing-arts.date-confirmed', actor: p.memberIds['member-stage'] },
      { type: 'performing-arts.date-played', actor: nobody },
    ]);
  });

  test('is played by a server that stood still for a month', async () => {
    const [id] = await schedule([{ day: '2026-12-20' }]);
    await change('confirmDate', id);
    await playAsOf('2027-01-20');
    expect(await statusOf(id)).toBe('PLAYED');
  });

  test('that nobody confirmed is never played', async () => {
    const [id] = await schedule([{ day: '2026-12-03' }]);
    await playAsOf('2026-12-10');
    expect(await statusOf(id)).toBe('OPTION');
  });

  test('may be cancelled as an option and when it is confirmed, once', async () => {
    const [option, confirmed] = await schedule([{ day: '2026-12-04' }, { day: '2026-12-05' }]);
    await change('confirmDate', confirmed);
    for (const id of [option, confirmed]) {
      expect(await change('cancelDate', id)).toMatchObject({ date: { status: 'CANCELLED' } });
    }
    for (const step of ['cancelDate', 'confirmDate'] as const) {
      const late = await change(step, option);
      expect(codes(late)).toEqual(['performing-arts.date-already-cancelled']);
    }
  });

  test('that was only tried is as it was', async () => {
    const [id] = await schedule([{ day: '2026-12-06' }]);
    expect(await change('confirmDate', id, true)).toEqual({ date: null, violations: [] });
    expect(await statusOf(id)).toBe('OPTION');
  });

  test('is confirmed by one of ten who ask at once', async () => {
    const [id] = await schedule([{ day: '2026-12-07' }]);
    const answers = await Promise.all(Array.from({ length: 10 }, () => change('confirmDate', id)));
    expect(answers.filter(({ violations }) => violations.length === 0)).toHaveLength(1);
    expect(answers.flatMap(codes)).toEqual(Array(9).fill('performing-arts.date-already-confirmed'));
  });

  test('tells whoever may change it what they may do, and others nothing', async () => {
    const activityId = `Activity:${p.activityIds['member-stage']}`;
    const own = await madeBy('createProduction', activityId, 'production');
    await ask(p, operations.scheduleTour, {
      input: { productionId: own, dates: [{ day: '2026-12-08' }] },
    });
    const query = `query ($id: ID!) {
      performingArtsProduction(id: $id) { viewerCan dates { nodes { viewerCan } } } }`;
    const can = (as: string) => ask(p, query, { id: own }, { as });
    const may = {
      viewerCan: [
        ...['performing-arts.change-production', 'performing-arts.schedule-date'],
        ...['performing-arts.schedule-tour', 'performing-arts.sign-rights-contract'],
        'performing-arts.write-rider',
      ],
      dates: {
        nodes: [{ viewerCan: ['performing-arts.confirm-date', 'performing-arts.cancel-date'] }],
      },
    };
    expect(await can('member-stage')).toEqual(may);
    expect(await can('adviser')).toEqual(may);
    expect(await can('finance')).toEqual({
      viewerCan: [],
      dates: { nodes: [{ viewerCan: [] }] },
    });
  });
});

describe('what is upcoming', () => {
  test('are the options and confirmed dates from today on, the nearest first', async () => {
    const activityId = `Activity:${p.activityIds['member-film']}`;
    const asking = { as: 'member-film' };
    await ask(p, operations.describeActivity, { activityId }, asking);
    const own = await madeBy('createProduction', activityId, 'production', asking);
    const days = ['2027-05-03', '2027-05-01', '2027-05-02', '2026-11-23'];
    const input = { productionId: own, dates: days.map((day) => ({ day })) };
    const { dates } = await ask<Tour>(p, operations.scheduleTour, { input }, asking);
    await ask(p, operations.cancelDate, { input: { id: dates?.[2]?.id } }, asking);
    const query = `query ($id: ID!, $first: Int!) { activity(id: $id) {
      performingArts { upcomingDates(first: $first) {
        totalCount pageInfo { hasNextPage } nodes { day } } } } }`;
    const upcoming = (first: number) => ask(p, query, { id: activityId, first }, asking);
    expect(await upcoming(2)).toEqual({
      performingArts: {
        upcomingDates: {
          ...{ totalCount: 3, pageInfo: { hasNextPage: true } },
          nodes: [{ day: '2026-11-23' }, { day: '2027-05-01' }],
        },
      },
    });
    expect(await upcoming(100)).toMatchObject({
      performingArts: { upcomingDates: { nodes: [{}, {}, { day: '2027-05-03' }] } },
    });
    for (const first of [0, 101]) {
      expect(await refusal(p, query, { id: activityId, first }, asking)).toBe('BAD_USER_INPUT');
    }
  });
});

interface Tour extends Payload {
  readonly tour: { readonly id: string } | null;
  readonly dates: readonly { readonly id: string; readonly day: string; readonly status: string }[];
}

const scheduleTour = (dates: Values[], more: Values = {}): Promise<Tour> =>
  ask<Tour>(p, operations.scheduleTour, { input: { productionId, dates, ...more } });

async function schedule(dates: Values[]): Promise<string[]> {
  const tour = await scheduleTour(dates);
  return tour.dates.map(({ id }) => id);
}

const change = (step: 'confirmDate' | 'cancelDate', id: string | undefined, dryRun = false) =>
  ask<Payload>(p, operations[step], { input: { id, dryRun } });

async function madeBy(
  operation: 'createProduction' | 'createVenue',
  activityId: string,
  thing: string,
  asking: object = { as: 'member-stage' },
): Promise<string> {
  const answer = await ask<Record<string, { id: string }>>(
    ...([p, operations[operation], { activityId }, asking] as const),
  );
  return answer[thing]?.id as string;
}

async function statusOf(id: string | undefined): Promise<unknown> {
  const [row] = await p.admin.query<{ status: string }>(
    'select status from performing_arts.performance where cooperative_id = $1 and id = $2',
    [p.cooperativeId, id?.split(':')[1]],
  );
  return row?.status;
}

async function countOf(day: string): Promise<number> {
  const rows = await p.admin.query(
    'select from performing_arts.performance where cooperative_id = $1 and day = $2',
    [p.cooperativeId, day],
  );
  return rows.length;
}

/** Runs the daily job as on that day, then goes back to the day of the test. */
async function playAsOf(day: string): Promise<void> {
  p.setToday(day);
  const jobs = p.platform.host.jobs(p.platform);
  await jobs.find(({ name }) => name === 'performing-arts/play-dates')?.run(p.platform);
  p.setToday('2026-11-23');
}
