import { reference, visible } from 'gezel/sdk';
import { AudiovisualProduction } from './production.entity.js';

/** Productions by their ids, for bridges that put fields on them. */
export const productions = reference({
  type: AudiovisualProduction,
  keys: ['id'],
  permission: 'audiovisual.read',
  find: (ctx, keys) =>
    Promise.all(keys.map(({ id }) => visible(ctx, AudiovisualProduction, String(id)))),
});
