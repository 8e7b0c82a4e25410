import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { GezelError } from '../../platform/errors.js';
import { Download, downloadLink } from '../../platform/files/downloads.js';
import { requireVisible } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { Violation } from '../../platform/write/violation.js';
import { members } from '../member.policy.js';
import { erasePerson } from './erase-person.js';
import { exportedAs, mayExport, personalData } from './export-person.js';

@InputType({ description: 'Whose data to export.' })
export class ExportPersonalDataInput {
  @Field(() => ID, { description: 'The member: yourself, or anybody for those who may erase.' })
  memberId: string;
}

@InputType({ description: 'A member who has left, to erase.' })
export class ErasePersonalDataInput {
  @Field(() => ID, { description: 'The member.' })
  memberId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what would be erased and kept.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your own key: a repeat with it does nothing twice.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'All that is known of a person, as a file.', simpleResolvers: true })
export class ExportPersonalDataPayload {
  @Field(() => Download, { nullable: true, description: 'The file: JSON, table by table.' })
  download: Download | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ description: 'What became of a person in one table.', simpleResolvers: true })
export class ErasedTable {
  @Field(() => String, { description: 'The table of the core, or the plugin’s type.' })
  table: string;

  @Field(() => String, { nullable: true, description: 'The plugin; null: the core.' })
  plugin: string | null;

  @Field(() => Int, { description: 'Rows.' })
  rows: number;

  @Field(() => String, { description: 'Why it is erased, or on which ground it is kept.' })
  ground: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'For how many whole years it is kept, from 1 January after the year of each document. Null: ' +
      'it is erased, or no law has a term and the ground says how long.',
  })
  keptYears: number | null;

  @Field(() => String, { nullable: true, description: 'The source of that term.' })
  source: string | null;
}

@ObjectType({ description: 'What was erased, what is kept, or why not.', simpleResolvers: true })
export class ErasePersonalDataPayload {
  @Field(() => Boolean, { description: 'Whether it was done.' })
  done: boolean;

  @Field(() => [ErasedTable], { description: 'What was erased, or would be.' })
  erased: ErasedTable[];

  @Field(() => [ErasedTable], { description: 'What is kept, and on which ground.' })
  kept: ErasedTable[];

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver()
export class PrivacyResolver {
  @Requires('member.read')
  @Mutation(() => ExportPersonalDataPayload, {
    description: 'Makes a link to all that the co-operative and its plugins know of a person.',
  })
  async exportPersonalData(
    @Ctx() requestContext: RequestContext,
    @Arg('input', () => ExportPersonalDataInput, { description: 'Whose.' })
    input: ExportPersonalDataInput,
  ): Promise<ExportPersonalDataPayload> {
    const ctx = known(requestContext);
    const member = await requireVisible(ctx, members, input.memberId, 'memberId');
    if (!mayExport(ctx, member)) throw new GezelError('FORBIDDEN', { permission: 'privacy.erase' });
    const subject = { type: 'Member', id: member.id };
    await transact(ctx, (tx) => record(tx, ctx, 'privacy.export', [], subject));
    const params = { memberId: member.id };
    const download = await downloadLink(ctx, personalData.name, params, exportedAs(member));
    return { download, violations: [] };
  }

  @Requires('privacy.erase')
  @Mutation(() => ErasePersonalDataPayload, {
    description: 'Erases a person who has left, in the core and in every plugin.',
  })
  async erasePersonalData(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ErasePersonalDataInput, { description: 'Whom.' })
    input: ErasePersonalDataInput,
  ): Promise<ErasePersonalDataPayload> {
    const once = { key: input.idempotencyKey, input };
    const outcome = await erasePerson(known(ctx), input, once);
    return { ...outcome, erased: [...outcome.erased], kept: [...outcome.kept] };
  }
}
