import type { Domain } from '../platform/domain.js';
import { Advice } from './advice.entity.js';
import { memberAssignAdviser } from './assign-adviser.js';
import { memberBuyShares } from './buy-shares.js';
import { memberChangeStatus } from './change-member-status.js';
import { memberGrantRole } from './grant-role.js';
import { memberIdentify } from './identify-member.js';
import { Member } from './member.entity.js';
import { members } from './member.policy.js';
import { AdviceResolver, MemberResolver } from './member.resolver.js';
import { MemberChangesResolver } from './member-changes.resolver.js';
import { memberMessages } from './messages.js';
import { ContactPrivacyResolver } from './privacy/contact.resolver.js';
import { contactData } from './privacy/contact-data.js';
import { personalData } from './privacy/export-person.js';
import { PurgeHoldResolver, purgeHolds } from './privacy/hold.resolver.js';
import { memberOnHold } from './privacy/holds.js';
import { PrivacyResolver } from './privacy/privacy.resolver.js';
import { purgeJob } from './privacy/purge.js';
import { PurgeResolver, purgeRecords } from './privacy/purge.resolver.js';
import { PurgeHold } from './privacy/purge-hold.entity.js';
import { PurgeRecord } from './privacy/purge-record.entity.js';
import { memberRegister } from './register-member.js';
import { memberRevokeRole } from './revoke-role.js';
import { RoleGrant } from './role-grant.entity.js';
import { memberSetNationalNumber } from './set-national-number.js';
import { memberUpdate } from './update-member.js';
import { ViewerMembershipResolver } from './viewer.resolver.js';

export const memberDomain: Domain = {
  name: 'member',
  entities: [Member, Advice, RoleGrant, PurgeRecord, PurgeHold],
  resolvers: [
    MemberResolver,
    AdviceResolver,
    MemberChangesResolver,
    ViewerMembershipResolver,
    PrivacyResolver,
    ContactPrivacyResolver,
    PurgeResolver,
    PurgeHoldResolver,
  ],
  sources: [members, purgeRecords, purgeHolds],
  erasureObstacles: [memberOnHold],
  transitions: [
    ...[memberRegister, memberUpdate, memberIdentify, memberChangeStatus, memberAssignAdviser],
    ...[memberBuyShares, memberGrantRole, memberRevokeRole, memberSetNationalNumber],
  ],
  tools: [],
  downloads: [personalData, contactData],
  messages: memberMessages,
  jobs: [
    purgeJob,
    {
      name: 'vault.rewrap',
      // After a change of master key: an hour is enough for a hundred thousand members.
      cron: '*/5 * * * *',
      run: async ({ vault, database }) => {
        await vault.rewrap(database, 10_000);
      },
    },
  ],
};
