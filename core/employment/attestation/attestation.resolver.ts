import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import { Member } from '../../member/member.entity.js';
import { members } from '../../member/member.policy.js';
import { known, type RequestContext } from '../../platform/context.js';
import { Download } from '../../platform/files/downloads.js';
import { byId } from '../../platform/read/read.js';
import { CivilDate } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { Violation } from '../../platform/write/violation.js';
import { Attestation, AttestationKind } from './attestation.entity.js';
import { attestationActions } from './attestation.policy.js';
import { attestationDocument, attestationsOf } from './attestation-reads.js';
import { recordAttestation } from './record-attestation.js';
import { endAttestation, verifyAttestation } from './verify-attestation.js';

const dryRun = { nullable: true, description: 'Only say what stands in the way.' };

@InputType({ description: 'An arts-work attestation.' })
export class RecordAttestationInput {
  @Field(() => ID, { nullable: true, description: 'Whose; yours when absent.' })
  memberId?: string | null;

  @Field(() => AttestationKind, { description: 'Its kind.' })
  kind: AttestationKind;

  @Field(() => String, { description: 'Its own number, at most 100 characters.' })
  reference: string;

  @Field(() => CivilDate, { description: 'The first day on which it holds.' })
  from: string;

  @Field(() => CivilDate, {
    nullable: true,
    description: 'The first day on which it does not hold; by its kind when absent.',
  })
  until?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The document: an upload of yours for the purpose "attestation".',
  })
  uploadId?: string | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'A step of an attestation.' })
export class AttestationStepInput {
  @Field(() => ID, { description: 'The attestation.' })
  id: string;

  @Field(() => Int, { nullable: true, description: 'The version that you saw.' })
  expectedVersion?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@ObjectType({ description: 'An attestation after a step, or why not.', simpleResolvers: true })
export class AttestationPayload {
  @Field(() => Attestation, { nullable: true, description: 'The attestation as it now is.' })
  attestation: Attestation | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => Attestation)
export class AttestationResolver {
  @Requires('contract.write')
  @Mutation(() => AttestationPayload, {
    description: 'Keeps an attestation; one’s own counts when the co-operative has seen it.',
  })
  recordAttestation(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RecordAttestationInput, { description: 'Which.' })
    input: RecordAttestationInput,
  ): Promise<AttestationPayload> {
    return recordAttestation(known(ctx), input);
  }

  @Requires('contract.write')
  @Mutation(() => AttestationPayload, {
    description: 'Says that the co-operative has seen it; never the holder’s own act.',
  })
  verifyAttestation(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => AttestationStepInput, { description: 'Which.' })
    input: AttestationStepInput,
  ): Promise<AttestationPayload> {
    return verifyAttestation(known(ctx), input);
  }

  @Requires('contract.write')
  @Mutation(() => AttestationPayload, { description: 'Says that it counts no more from today.' })
  endAttestation(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => AttestationStepInput, { description: 'Which.' })
    input: AttestationStepInput,
  ): Promise<AttestationPayload> {
    return endAttestation(known(ctx), input);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Whose it is.' })
  member(@Ctx() ctx: RequestContext, @Root() { memberId }: Attestation): Promise<Member | null> {
    return byId(known(ctx), members, memberId);
  }

  @FieldResolver(() => Download, { nullable: true, description: 'The document, where it is kept.' })
  document(@Ctx() ctx: RequestContext, @Root() attestation: Attestation): Promise<Download | null> {
    return attestationDocument.linkOf(known(ctx), attestation);
  }

  @FieldResolver(() => [String], { description: 'What you may do with it now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() attestation: Attestation): string[] {
    return attestationActions(known(ctx).viewer, attestation);
  }
}

@Resolver(() => Member)
export class MemberAttestationsResolver {
  @FieldResolver(() => [Attestation], {
    description: 'Arts-work attestations, the newest first; of those that you may see.',
  })
  attestations(@Ctx() ctx: RequestContext, @Root() member: Member): Promise<Attestation[]> {
    return attestationsOf(known(ctx), member.id);
  }
}
