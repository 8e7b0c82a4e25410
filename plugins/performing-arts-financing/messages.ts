import type { Messages } from 'gezel/sdk';

/** It only offers: whatever stands against a step is said by the plugin whose tool it is. */
export const messages: Messages = {};
