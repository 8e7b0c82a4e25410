import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../../core/platform/config.js';

/**
 * Lets scripts of the pages that ALLOWED_ORIGINS names read our answers; by default of none. Whoever
 * asks is known by a token and never by a cookie, so no credentials are ever let along.
 */
export async function allowOrigins(
  app: FastifyInstance,
  { allowedOrigins }: Pick<Config, 'allowedOrigins'>,
): Promise<void> {
  if (allowedOrigins.length === 0) return;
  await app.register(cors, {
    origin: [...allowedOrigins],
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type', 'accept-language', 'x-request-id'],
    exposedHeaders: ['x-request-id', 'retry-after', 'content-disposition'],
    maxAge: 86_400,
  });
}
