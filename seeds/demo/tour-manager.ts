import { type Ask, asker } from './client.js';
import * as op from './tour.operations.js';
import type { TourContract, Traveller } from './tour-people.js';

const decided = 'Demonstration policy of this co-operative';
const fullTime = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, hours: '7.6' }));

interface Engagement {
  readonly months: readonly { readonly month: string; readonly contract: TourContract }[];
}

/**
 * The activity employs its own manager, full time and without an end: 10 the co-operative decides what an activity
 * must carry and how the kind is paid; 11 more than it can carry is refused; 12 what it can carry is signed
 * and declared without an end; 13 the months make themselves, and are paid.
 */
export async function hireManager(client: Traveller, ann: Ask, activityId: string): Promise<void> {
  const admin = asker(client, 'demo|admin');
  await admin(op.setEngagementPolicy, {
    input: { months: 3, expectedShare: '0', leadDays: 10, source: decided },
  });
  await admin(op.setPayScheme, {
    input: {
      ...{ kind: 'open-ended', coefficient: '1.69', workerClass: 'artist', withholding: 'ARTIST' },
      ...{ from: '2026-12-01', source: `${decided}: as the published sample of artists` },
    },
  });
  await ann(op.setPayChoice, { input: { withholdingRate: '0.21' } });
  client.say(
    '10 the co-operative decides: three months must be there, paid as the artist that she is',
  );
  const engage = async (budget: string) => {
    const { viewer } = await ann<{ viewer: { member: { id: string } } }>(op.viewer);
    const { createEngagement } = await ann<{ createEngagement: { engagement: { id: string } } }>(
      op.createEngagement,
      {
        input: {
          ...{ activityId, workerId: viewer.member.id, kind: 'open-ended', schedule: fullTime },
          ...{ budget, from: '2026-12-07', idempotencyKey: `tour-engage-${budget}` },
        },
      },
    );
    return createEngagement.engagement.id;
  };
  const tooMuch = await engage('40000.00');
  const { signEngagement } = await ann<{ signEngagement: { findings: { message: string }[] } }>(
    op.trySignEngagement,
    { input: { id: tooMuch, dryRun: true, idempotencyKey: 'tour-try-engage' } },
  );
  client.say(`11 is told: ${signEngagement.findings.map(({ message }) => message).join(' ')}`);
  const id = await engage('4200.00');
  await ann(op.signEngagement, { input: { id, idempotencyKey: 'tour-sign-engagement' } });
  await accepted(client, ann, id);
  await client.until('2027-01-13');
  const told = (await monthsOf(ann, id)).map(
    ({ month, contract }) =>
      `${month.slice(0, 7)} ${contract.status}, ${contract.gross.amount} gross, ${contract.net.amount} net`,
  );
  client.say(`13 the months make themselves: ${told.join('; ')}`);
}

async function accepted(client: Traveller, ann: Ask, id: string): Promise<void> {
  for (let looks = 0; looks < 300; looks++) {
    const [first] = await monthsOf(ann, id);
    const [declaration] = first?.contract.declarations ?? [];
    if (declaration?.state === 'ACCEPTED') {
      client.say(
        '12 engages its own manager full time; social security accepts it, without an end',
      );
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The engagement was not accepted within a minute.');
}

/** The first month first. */
async function monthsOf(ann: Ask, id: string): Promise<Engagement['months']> {
  const { engagement } = await ann<{ engagement: Engagement }>(op.engagement, { id });
  return engagement.months.toSorted((a, b) => (a.month < b.month ? -1 : 1));
}
