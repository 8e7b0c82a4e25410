import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { coreTokens } from '../tokens.js';
import { sampleId } from './samples.js';

let here: TestPlatform;

beforeAll(async () => {
  here = await testPlatform();
});
afterAll(() => here.close());

test.each(coreTokens.map(({ token }) => token))('there is a sample of %s', async (token) => {
  const variable = `${token.charAt(0).toLowerCase()}${token.slice(1)}Id`;
  const id = await sampleId(variable, here, 'member-stage');
  const query = 'query ($id: ID!) { node(id: $id) { __typename id } }';
  const answer = await here.graphql(query, { id }, { as: 'member-stage' });
  expect(answer).toEqual({ data: { node: { __typename: token, id } } });
});
