import type { DomainPart } from '../../platform/domain-part.js';
import type { Transition } from '../../platform/write/transition.js';
import { fundWriteOffs, fundWrittenOff } from './fund.policy.js';
import { FundExposureResolver, FundWriteOffResolver } from './fund.resolver.js';
import { FundWriteOff } from './fund-write-off.entity.js';

/** What the guarantee fund adds to the money domain. */
export const fund: DomainPart = {
  entities: [FundWriteOff],
  resolvers: [FundExposureResolver, FundWriteOffResolver],
  sources: [fundWriteOffs],
  transitions: [fundWrittenOff] as readonly Transition<unknown>[],
};
