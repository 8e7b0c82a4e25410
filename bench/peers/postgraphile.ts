import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { verifiedClaims } from './claims.js';

/**
 * PostGraphile 5 as its documentation sets it up, on the same tables: the token's claims become
 * settings of the transaction, and row-level security (`bench/policies.sql`) decides what is seen.
 */
const connectionString = process.env.DATABASE_URL as string;
const service = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString, schemas: ['core'], poolConfig: { max: 16 } })],
  grafast: {
    explain: false,
    context: async (request) => {
      const authorization = request.node?.req.headers.authorization;
      const claims = await verifiedClaims(authorization);
      return {
        pgSettings: {
          role: 'bench_peer',
          'claims.cooperative': claims.cooperativeId,
          'claims.member': claims.memberId,
          'claims.reach': claims.reach,
        },
      };
    },
  },
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
}).createServ(grafserv);

const server = createServer();
await service.addTo(server);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`port ${typeof address === 'object' ? address?.port : ''}`);
});
