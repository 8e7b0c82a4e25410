import { handler } from 'gezel/sdk';
import { BriefStatus, DesignBrief } from './brief.entity.js';
import { DeliverableStatus, DesignDeliverable } from './deliverable.entity.js';

/**
 * A brief is done once all that it asks for has been delivered, and ends the step of the assignment
 * that waits for it. It looks at the rows and not at the event: repeats and delays come to the same.
 */
export const closeBriefs = handler({
  name: 'close-briefs',
  on: ['design.deliverable-delivered'],
  handle: async ({ store, core, now }, { subject }) => {
    const deliverable = await store.get(DesignDeliverable, subject.id);
    if (deliverable === null) return;
    const brief = await store.lock(DesignBrief, deliverable.briefId);
    if (brief?.status !== BriefStatus.OPEN) return;
    const all = await store.find(DesignDeliverable, { briefId: brief.id });
    if (all.some(({ status }) => status !== DeliverableStatus.DELIVERED)) return;
    await store.update(DesignBrief, brief.id, { status: BriefStatus.DONE, changedAt: now });
    if (brief.stepId !== null) await core.endStep({ stepId: brief.stepId });
  },
});

/** The assignment does not wait for a brief that was given up. */
export const failStepOfBrief = handler({
  name: 'fail-step-of-brief',
  on: ['design.brief-cancelled'],
  handle: async ({ store, core }, { subject }) => {
    const brief = await store.get(DesignBrief, subject.id);
    if (brief?.status !== BriefStatus.CANCELLED || brief.stepId === null) return;
    await core.endStep({ stepId: brief.stepId, failed: [{ code: 'design.brief-ended' }] });
  },
});
