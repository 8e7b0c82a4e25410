import { describe, expect, test } from '@jest/globals';
import { type Outside, outsidePromises } from '../../../gateway/remote/black-box.js';

export type RemoteOptions = Pick<Outside, 'name' | 'prefix' | 'headers'>;

/**
 * Declares the tests of a subgraph that runs elsewhere, written in whatever language: what can be
 * told from outside, over HTTP. `npm run plugin -- check NAME --url URL` asks the same.
 */
export function conformanceOf(url: string | (() => string), options: RemoteOptions): void {
  describe(`conformance of the subgraph "${options.name}"`, () => {
    const at = typeof url === 'string' ? () => url : url;
    for (const { name, broken } of outsidePromises({ ...options, url: at })) {
      test(name, async () => {
        expect(await broken()).toEqual([]);
      });
    }
  });
}
