import type { ApolloServerPlugin } from '@apollo/server';
import Negotiator from 'negotiator';
import type { ServerContext } from './context.js';

const legacy = 'application/json';
const mediaTypes = [legacy, 'application/graphql-response+json'];

/**
 * Clients that want `application/json` take any status but 200 for somebody's on the way, not the
 * server's: to them a document or variables that do not fit are told with 200, as the specification
 * of GraphQL over HTTP has it. What was no request of GraphQL, or nobody's, keeps its status.
 */
export const legacyStatus: ApolloServerPlugin<ServerContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response: { http, body } }) => {
      if (http.status !== 400 || !request.query || body.kind !== 'single') return;
      const headers = { accept: request.http?.headers.get('accept') };
      if (new Negotiator({ headers }).mediaType(mediaTypes) !== legacy) return;
      const refused = body.singleResult.errors ?? [];
      if (refused.every(({ extensions }) => extensions?.code === 'BAD_USER_INPUT')) {
        http.status = 200;
      }
    },
  }),
};
