import type { Platform } from '../../platform/context.js';
import type { BackgroundWork } from '../../platform/domain.js';
import type { DomainPart } from '../../platform/domain-part.js';
import { repeat } from '../../platform/events/repeat.js';
import { openLookup } from '../participant/known-participant.js';
import type { ParticipantLookup } from '../participant/participant-lookup.js';
import { takeIncoming } from '../purchase/take-incoming.js';
import type { AccessPoint } from './access-point.js';
import { openAccessPoint } from './open-access-point.js';
import { queueIssued } from './queue-transmission.js';
import { sendDue } from './send-due.js';
import { Transmission } from './transmission.entity.js';
import { invoiceSent, transmissions } from './transmission.policy.js';
import { InvoiceTransmissionResolver, TransmissionResolver } from './transmission.resolver.js';
import { transmissionFile } from './transmission.service.js';

export const transmitting: DomainPart = {
  entities: [Transmission],
  resolvers: [TransmissionResolver, InvoiceTransmissionResolver],
  sources: [transmissions],
  transitions: [invoiceSent],
  downloads: [transmissionFile],
  subscribers: [queueIssued],
  background: exchange,
};

/** Documents go out within seconds; nobody waits for them, so commits do not wake this. */
function exchange(platform: Platform): BackgroundWork {
  const accessPoint = openAccessPoint(platform.config);
  const lookup = openLookup(platform.config);
  const failed = (err: unknown) => platform.log.error({ err }, 'sending documents failed');
  const { stop } = repeat(5_000, () => bothWays(platform, accessPoint, lookup), failed);
  return { wake: () => {}, stop };
}

/** What fails in one direction leaves the other alone. */
async function bothWays(
  platform: Platform,
  accessPoint: AccessPoint,
  lookup: ParticipantLookup,
): Promise<void> {
  const done = await Promise.allSettled([
    sendDue(platform, accessPoint, lookup),
    takeIncoming(platform, accessPoint),
  ]);
  const [failure] = done.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  if (failure !== undefined) throw failure;
}
