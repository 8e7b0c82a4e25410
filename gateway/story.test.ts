import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { command, environment } from './testing/server-process.js';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gezel-story-test-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const sectors = ['performing-arts', 'audiovisual', 'design', 'start-ups'].flatMap((name) => [
  ...['--elsewhere', name],
]);

describe.each<[string, readonly string[]]>([
  ['in one server', []],
  ['each with its sector in a process and database of its own', sectors],
])('the four stories over HTTP, %s', (_, options) => {
  let told: Record<'theatre' | 'film' | 'design' | 'startUp' | 'proof', string>;

  beforeAll(async () => {
    const { stdout } = await command(environment(dataDir), 'story', ...options);
    const [theatre, film, design, startUp, proof] = stdout.split('\n\n');
    told = Object.fromEntries(
      Object.entries({ theatre, film, design, startUp, proof }).map(([name, text = '']) => [
        name,
        text,
      ]),
    ) as typeof told;
  }, 180_000);

  test('a theatre tour: ten tools by one button, paid before the client pays', () => {
    const { theatre } = told;
    expect(theatre).toMatch(/1 presses the button .* 11 steps, 2715.00 EUR in all/);
    // Nothing is spent before the fund has advanced what the invoice will bring.
    const turns = [...theatre.matchAll(/^ {5}([a-z.-]+) +(DONE|WAITING)$/gm)].map(
      ([, tool]) => tool,
    );
    expect(turns.slice(0, 3)).toEqual(['performing-arts.tour', 'invoice', 'advance']);
    expect(turns.toSorted()).toEqual([
      ...['advance', 'collection.pursue', 'contract', 'contract', 'equipment.rent'],
      ...['guidance.appointment', 'insurance.cover', 'invoice', 'mobility.train-tickets'],
      ...['mobility.van', 'performing-arts.tour', 'performing-arts.tour-insurance'],
    ]);
    expect(theatre).toMatch(/2026-11-03 +7935.00 +-480.00\n(.*\n)+ +2026-12-03 +6285.00 +6285.00/);
    // The kind of each day is that of the date which is played on it.
    expect(theatre).toMatch(/(under joint committee 304: (performance(, )?){3}\n.*){2}/);
    expect(theatre).toMatch(/2 contracts PAID on 2026-11-27, before the client pays/);
    expect(theatre).toMatch(/12 days late: invoice .* PAID\n +collection.pursue DONE/);
    expect(moved(theatre)).toBe(6223_40);
  });

  test('a film shoot: rented lights, a van that comes back, a city that pays late', () => {
    expect(told.film).toMatch(/its deposit comes back/);
    expect(told.film).toMatch(/found on the marketplace accepts: marketplace.team DONE/);
    expect(told.film).toMatch(/No step meets the need "drone"(.*\n)+ +community.ask +DONE/);
    expect(told.film).toMatch(/1 contracts PAID on 2026-12-03/);
    expect(moved(told.film)).toBe(12145_00);
  });

  test('a design assignment: nothing begins before the offer is accepted', () => {
    const { design } = told;
    expect(design).toMatch(/live:\n +quote +WAITING\n +the client accepts the offer/);
    expect(design).toMatch(/licence for 600.00 is UNPAID until it is paid/);
    expect(design).toMatch(/the licence is ACTIVE now/);
    // Nobody pays before the bailiff summons: free reminder, then interest and lump sum on top.
    expect(design).toMatch(
      /REMINDED .*\n +\S+ +NOTICED .*\n +\S+ +IOS .*\n.*evidence: .*\.zip\n.*summoned/,
    );
    expect(design).toMatch(/collection.pursue DONE/);
    expect(design).toMatch(/(invoice .* PAID\n.*){2}/);
  });

  test('a start-up: a year of it, to its cap table and what its things are still worth', () => {
    // What it buys, leases, learns and calls off are steps of the button, and so is the credit for it.
    for (const tool of ['buy', 'lease'].map((one) => `equipment.${one}`)) {
      expect(told.startUp).toMatch(new RegExp(`${tool} +DONE`));
    }
    expect(told.startUp).toMatch(/training.registration +DONE\n(.*\n)*.*start-ups.call-off +DONE/);
    expect(told.startUp).toMatch(/financing.prefinance +WAITING/);
    expect(told.startUp).toMatch(/looks a year ahead: .* the money lasts 2 months/);
    expect(told.startUp).toMatch(/6 a year later: .* 500.* shares; still worth: .* 2300.00/);
  });

  test('each ends with the statement of its activity, and the ledger is proved', () => {
    for (const story of [told.theatre, told.film, told.design, told.startUp]) {
      expect(story).toMatch(/ the statement of .*, 2026-11-03 to .*: \d+\.\d\d → \d+\.\d\d\n/);
    }
    expect(told.proof).toMatch(/The ledger is proved\.$/m);
  });
});

/** What the activity has more at the end of a story, in cents. */
function moved(story: string): number {
  const [, from, to] = /: (\d+\.\d\d) → (\d+\.\d\d)/.exec(story) ?? [];
  return Math.round((Number(to) - Number(from)) * 100);
}
