import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { hostEntities } from '../../cooperative/cooperative.policy.js';
import { HostEntity } from '../../cooperative/host-entity.entity.js';
import { type Context, known, type RequestContext } from '../../platform/context.js';
import { Download } from '../../platform/files/downloads.js';
import { localId } from '../../platform/ids.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { page } from '../../platform/read/page.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byId } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import type { Violation } from '../../platform/write/violation.js';
import { makePayoutFile } from './make-payout-file.js';
import { PayoutFile } from './payout-file.entity.js';
import { payoutFileActions, payoutFiles } from './payout-file.policy.js';
import * as types from './payout-file.types.js';
import { payoutFileLink } from './payout-file-document.js';
import { releasePayoutFile } from './release-payout-file.js';
import { withdrawPayoutFile } from './withdraw-payout-file.js';

export const PayoutFileConnection = connectionType(PayoutFile, 'PayoutFile');

@Resolver(() => PayoutFile)
export class PayoutFileResolver {
  @Requires('payout.release')
  @Query(() => PayoutFileConnection, { description: 'Files of payments, newest first.' })
  payoutFiles(@Ctx() ctx: RequestContext, @Args(() => PageArgs) args: PageArgs) {
    return page(known(ctx), payoutFiles, args);
  }

  @Requires('payout.release')
  @Mutation(() => types.PayoutFilePayload, {
    description:
      'Puts what is released and due in a file for the bank; another person releases it.',
  })
  async makePayoutFile(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.MakePayoutFileInput, { description: 'Which payouts.' })
    input: types.MakePayoutFileInput,
  ): Promise<types.PayoutFilePayload> {
    const hostEntityId = localId('HostEntity', input.hostEntityId, 'hostEntityId');
    const { fileId, violations } = await makePayoutFile(known(ctx), { ...input, hostEntityId });
    return payload(known(ctx), fileId, violations);
  }

  @Requires('payout.release')
  @Mutation(() => types.PayoutFilePayload, {
    description: 'Lets a file go to the bank that another person made.',
  })
  async releasePayoutFile(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.PayoutFileInput, { description: 'Which file.' })
    input: types.PayoutFileInput,
  ): Promise<types.PayoutFilePayload> {
    const fileId = localId('PayoutFile', input.fileId, 'fileId');
    const { after, violations } = await releasePayoutFile(known(ctx), { ...input, fileId });
    return payload(known(ctx), after === null ? null : fileId, violations);
  }

  @Requires('payout.release')
  @Mutation(() => types.PayoutFilePayload, {
    description: 'Gives up a file that is not released; its payouts can go in another.',
  })
  async withdrawPayoutFile(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.PayoutFileInput, { description: 'Which file.' })
    input: types.PayoutFileInput,
  ): Promise<types.PayoutFilePayload> {
    const fileId = localId('PayoutFile', input.fileId, 'fileId');
    const { withdrawn, violations } = await withdrawPayoutFile(known(ctx), { ...input, fileId });
    return payload(known(ctx), withdrawn ? fileId : null, violations);
  }

  @FieldResolver(() => HostEntity, { nullable: true, description: 'The legal entity that pays.' })
  hostEntity(@Ctx() ctx: RequestContext, @Root() file: PayoutFile): Promise<HostEntity | null> {
    return byId(known(ctx), hostEntities, file.hostEntityId);
  }

  @FieldResolver(() => Download, {
    nullable: true,
    description: 'The pain.001.001.09 file; null until it is released.',
  })
  document(@Ctx() ctx: RequestContext, @Root() file: PayoutFile): Promise<Download> | null {
    return payoutFileLink(known(ctx), file);
  }

  @FieldResolver(() => [String], { description: 'What you may do with it now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() file: PayoutFile): string[] {
    return payoutFileActions(known(ctx).viewer, file);
  }
}

async function payload(
  ctx: Context,
  fileId: string | null,
  violations: Violation[],
): Promise<types.PayoutFilePayload> {
  return { payoutFile: fileId === null ? null : await byId(ctx, payoutFiles, fileId), violations };
}
