import {
  type Attempted,
  type ContractFacts,
  changeable,
  code,
  Field,
  ID,
  InputType,
  localId,
  notFound,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { activityFindings } from './create-production.js';
import { AudiovisualCrewMember } from './crew.entity.js';
import { AudiovisualProduction } from './production.entity.js';
import { committeeCode, numberOf } from './set-joint-committee.js';

@InputType({ description: 'Somebody who joins the crew of a production.' })
export class AudiovisualAddCrewMemberInput {
  @Field(() => ID, { description: 'The production.' })
  productionId: string;

  @Field(() => ID, { description: 'The contract under which this person works on it.' })
  contractId: string;

  @Field(() => String, { description: 'Code of the department, e.g. "camera", "sound".' })
  department: string;

  @Field(() => String, { description: 'What this person does there, at most 200 characters.' })
  position: string;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the joint committee, where it is another than the production’s: dubbing.',
  })
  jointCommittee?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Adds to the crew the worker of a contract of the same activity, once for each contract. */
export async function addCrewMember(
  ctx: PluginContext,
  input: AudiovisualAddCrewMemberInput,
): Promise<Attempted<AudiovisualCrewMember>> {
  const production = await changeable(ctx, AudiovisualProduction, input.productionId, {
    permission: 'audiovisual.write',
    path: 'productionId',
  });
  const { id: productionId, activityId } = production;
  const committee =
    input.jointCommittee == null
      ? production.jointCommittee
      : committeeCode(input.jointCommittee, 'jointCommittee');
  const contractId = localId('Contract', input.contractId, 'contractId');
  const seen = await ctx.core.read('Contract', contractId);
  if (seen?.activityId !== activityId) throw notFound('Contract', input.contractId);
  const told = {
    department: code(input.department, 'department'),
    position: text(input.position, 'position'),
  };
  const step = { action: 'audiovisual.add-crew-member', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const closed = await activityFindings(inside, activityId);
    // Held, so that its joint committee stays what is judged here until this person has joined.
    const contract = await inside.core.lock('Contract', contractId);
    const there = await inside.store.find(AudiovisualCrewMember, { productionId, contractId });
    const twice = { code: 'audiovisual.crew-twice', path: ['contractId'] };
    const { number: jointCommittee, findings } = await numberOf(inside.store, committee);
    const row = { ...told, activityId, productionId, contractId, jointCommittee };
    return {
      findings: [
        ...closed,
        ...(there.length > 0 ? [twice] : []),
        ...findings,
        ...committeeFindings(contract ?? seen, jointCommittee),
      ],
      write: () => {
        const { workerId, days } = contract ?? seen;
        const known = [inside.today, ...days.map(({ day }) => day)];
        const worksUntil = known.toSorted().at(-1);
        return inside.store.insert(AudiovisualCrewMember, { ...row, workerId, worksUntil });
      },
    };
  });
}

/** A draft may still be changed; it is judged when it is signed. */
function committeeFindings(contract: ContractFacts, expected: string | null): PluginFinding[] {
  const actual = contract.jointCommittee;
  if (expected === null || contract.status === 'DRAFT' || actual === expected) return [];
  const values = { expected, actual: actual ?? '–' };
  return [{ code: 'audiovisual.other-joint-committee', path: ['contractId'], values }];
}
