import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { downloadLink } from '../../platform/files/downloads.js';
import { violationsOf } from '../../platform/model/say.js';
import { EmailAddress } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { requireReach } from '../../platform/viewer.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { contactFindings, type SoughtContact } from './contact.js';
import {
  contactData,
  contactFile,
  contactSubject,
  eraseContact,
  sealedContact,
} from './contact-data.js';
import { ErasePersonalDataPayload, ExportPersonalDataPayload } from './privacy.resolver.js';

@InputType({ description: 'Somebody who is no member: by an address, a name, or either of them.' })
export class ExportContactDataInput {
  @Field(() => EmailAddress, { nullable: true, description: 'Their e-mail address.' })
  email?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Their whole name, at least two words: other people of that name are found too.',
  })
  name?: string | null;
}

@InputType({ description: 'Somebody who is no member, to erase.' })
export class EraseContactDataInput extends ExportContactDataInput {
  @Field(() => Boolean, { nullable: true, description: 'Only say what would be erased and kept.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your own key: a repeat with it does nothing twice.' })
  idempotencyKey: string;
}

const soughtIn = ({ email, name }: ExportContactDataInput): SoughtContact => ({
  ...{ email: email ?? null, name: name ?? null },
});

@Resolver()
export class ContactPrivacyResolver {
  @Requires('privacy.erase')
  @Mutation(() => ExportPersonalDataPayload, {
    description:
      'Makes a link to all that names somebody who is no member, in the core and in every plugin: ' +
      'a client’s contact, a guest, a supplier.',
  })
  async exportContactData(
    @Ctx() requestContext: RequestContext,
    @Arg('input', () => ExportContactDataInput, { description: 'Whose.' })
    input: ExportContactDataInput,
  ): Promise<ExportPersonalDataPayload> {
    const ctx = known(requestContext);
    requireReach(ctx.viewer, 'privacy.erase');
    const who = soughtIn(input);
    const found = contactFindings(who);
    if (found.length > 0) return { download: null, violations: violationsOf(ctx, found) };
    const subject = await contactSubject(ctx, who);
    await transact(ctx, (tx) => record(tx, ctx, 'privacy.export-contact', [], subject));
    const params = { sealed: await sealedContact(ctx, who, subject.id) };
    const download = await downloadLink(ctx, contactData.name, params, contactFile(subject.id));
    return { download, violations: [] };
  }

  @Requires('privacy.erase')
  @Mutation(() => ErasePersonalDataPayload, {
    description:
      'Erases somebody who is no member, in the core and in every plugin, wherever nothing obliges ' +
      'to keep them. Look at the export first: a name may be that of several people.',
  })
  async eraseContactData(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => EraseContactDataInput, { description: 'Whom.' })
    input: EraseContactDataInput,
  ): Promise<ErasePersonalDataPayload> {
    const { dryRun } = input;
    const once = { key: input.idempotencyKey, input };
    const outcome = await eraseContact(known(ctx), { ...soughtIn(input), dryRun }, once);
    return { ...outcome, erased: [...outcome.erased], kept: [...outcome.kept] };
  }
}
