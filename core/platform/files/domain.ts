import type { Domain } from '../domain.js';
import { fileMessages } from './messages.js';
import { removeUnclaimed } from './remove-unclaimed.js';

/** Files: uploads and what is kept of them. Which files there are is for the other domains to say. */
export const fileDomain: Domain = {
  name: 'files',
  entities: [],
  resolvers: [],
  sources: [],
  transitions: [],
  tools: [],
  messages: fileMessages,
  jobs: [removeUnclaimed],
};
