import type { Platform } from '../../platform/context.js';
import type { BackgroundWork } from '../../platform/domain.js';
import type { DomainPart } from '../../platform/domain-part.js';
import { repeat } from '../../platform/events/repeat.js';
import type { Transition } from '../../platform/write/transition.js';
import { Declaration } from './declaration.entity.js';
import { declarationResolve, declarations } from './declaration.policy.js';
import { ContractDeclarationResolver, DeclarationResolver } from './declaration.resolver.js';
import { declareDue } from './declare-due.js';
import { dimonaMessages } from './messages.js';
import { openDimona } from './open-dimona.js';
import { PlaceOfWorkResolver } from './place-of-work.resolver.js';
import { workerTypeSet } from './set-worker-type.js';
import { WorkerTypeResolver } from './worker-type.resolver.js';

/** Declares what is due while the server runs; nothing where no service is configured. */
function declaring(platform: Platform): BackgroundWork {
  const opened = openDimona(platform);
  const work = async () => {
    const port = await opened;
    if (port !== null) await declareDue(platform, port);
  };
  const failed = (err: unknown) => platform.log.error({ err }, 'declaring failed');
  return repeat(1_000, work, failed);
}

export const dimonaPart: DomainPart = {
  entities: [Declaration],
  resolvers: [
    ...[DeclarationResolver, ContractDeclarationResolver],
    ...[PlaceOfWorkResolver, WorkerTypeResolver],
  ],
  sources: [declarations],
  transitions: [declarationResolve, workerTypeSet] as Transition<unknown>[],
  messages: dimonaMessages,
  background: declaring,
};
