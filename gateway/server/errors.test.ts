import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Ask, askThrice, type TestApi, testApi } from './testing/api.js';
import { playedSchema } from './testing/schema.js';

let api: TestApi;
let ada: string;
const played = playedSchema();

beforeAll(async () => {
  api = await testApi({ schema: played.schema });
  ada = await api.member('ada', 'MEMBER');
});
afterAll(() => api.end());

const thrice = (query: string, options?: Ask) => askThrice(api, query, options);

describe('errors', () => {
  const failing = (how: string, language = 'en') =>
    thrice(`{ fail(how: "${how}") }`, { headers: { 'accept-language': language } });

  test('of the register are said in the language of the caller', async () => {
    const { data, errors, status } = await failing('not-found', 'de-AT, en;q=0.5');
    expect({ status, data }).toEqual({ status: 200, data: { fail: null } });
    expect(errors).toEqual([
      {
        message: 'Es gibt kein Invoice mit der Id „Invoice:1“, das Sie sehen dürfen.',
        locations: [{ line: 1, column: 3 }],
        path: ['fail'],
        extensions: { code: 'NOT_FOUND' },
      },
    ]);
    expect((await failing('conflict', 'tlh')).errors?.[0].message).toContain('you had version 1');
  });

  test('of input quote it, but never a number of a person', async () => {
    const money = (await failing('money')).errors?.[0];
    expect(money.message).toBe('"1.234" is not an amount of EUR with 2 decimals.');
    const { message, extensions } = (await failing('bad-input')).errors?.[0] ?? {};
    expect(message).toBe('"[hidden]" is not an amount.');
    expect(extensions).toEqual({ code: 'BAD_USER_INPUT', path: 'amount' });
  });

  test.each(['oops', 'graphql', 'string', '23505', '57014'])(
    'that nobody foresaw (%s) are INTERNAL with a request id and no detail',
    async (how) => {
      const id = `test-${how}-1`;
      const { errors, text } = await api.ask(`{ fail(how: "${how}") }`, {
        headers: { 'x-request-id': id },
      });
      expect(errors).toMatchObject([
        {
          message: `Something went wrong on our side. Request: ${id}.`,
          path: ['fail'],
          extensions: { code: 'INTERNAL' },
        },
      ]);
      expect(text).not.toMatch(/hunter2|internals|ORM|example/);
      const line = api.lines.find((one) => one.requestId === id && one.msg === 'failed');
      expect(line).toMatchObject({ level: 'error', path: ['fail'] });
      expect(JSON.stringify(line)).not.toContain('ada@example.org');
    },
  );

  test('of meeting another writer are a CONFLICT that invites to try again', async () => {
    for (const state of ['40001', '40P01', '55P03']) {
      const { errors } = await failing(state, 'nl');
      expect(errors?.[0]).toMatchObject({
        message:
          'Iemand anders wijzigt op dit moment hetzelfde; er is niets geschreven, probeer opnieuw.',
        extensions: { code: 'CONFLICT' },
      });
    }
  });

  test('of a deadlock in a mutation are tried again once', async () => {
    played.counts.collisions = 0;
    const collide = (times: number) =>
      api.ask(`mutation { collide(times: ${times}) }`, { token: ada });
    expect((await collide(1)).data).toEqual({ collide: 2 });
    played.counts.collisions = 0;
    expect((await collide(2)).errors?.[0].extensions.code).toBe('CONFLICT');
    expect(played.counts.collisions).toBe(2);
  });

  test('of syntax and validation keep the sentence of graphql', async () => {
    const syntax = await thrice('{ hello(');
    expect(syntax.status).toBe(400);
    expect(syntax.errors).toEqual([
      {
        message: 'Syntax Error: Expected Name, found <EOF>.',
        locations: [{ line: 1, column: 9 }],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    const unknown = await thrice('{ helo }');
    expect(unknown.status).toBe(400);
    expect(unknown.errors?.[0]).toMatchObject({
      message: 'Cannot query field "helo" on type "Query". Did you mean "hello"?',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test.each<[string, string, object, string, string]>([
    [
      'a missing variable',
      'query ($v: Decimal!) { amount(value: $v) }',
      {},
      'Variable "$v" of required type "Decimal!" was not provided.',
      'v',
    ],
    [
      'null',
      'query ($v: Decimal!) { amount(value: $v) }',
      { v: null },
      'Variable "$v" of non-null type "Decimal!" must not be null.',
      'v',
    ],
    [
      'a wrong scalar',
      'query ($v: Decimal!) { amount(value: $v) }',
      { v: '1,50' },
      'Variable "$v" got invalid value "1,50"; Not a valid Decimal: An exact decimal',
      'v',
    ],
    [
      'an unknown enum value',
      'query ($v: Color!) { colored(color: $v) }',
      { v: 'GREEN' },
      'Variable "$v" got invalid value "GREEN"; Value "GREEN" does not exist in "Color" enum.',
      'v',
    ],
    [
      'a number too large',
      'query ($v: Int!) { slow(ms: $v) }',
      { v: 2 ** 31 },
      'Variable "$v" got invalid value 2147483648; Int cannot represent non 32-bit signed integer value: 2147483648',
      'v',
    ],
    [
      'a missing field',
      'query ($v: EchoInput!) { echo(input: $v) }',
      { v: { number: '85073003328' } },
      'Variable "$v" got an invalid value; Field "text" of required type "String!" was not provided.',
      'v',
    ],
    [
      'an unknown field',
      'query ($v: EchoInput!) { echo(input: $v) }',
      { v: { text: 'x', txt: 1 } },
      'Variable "$v" got an invalid value; Field "txt" is not defined by type "EchoInput". Did you mean "text"?',
      'v',
    ],
    [
      'a list for an object',
      'query ($v: EchoInput!) { echo(input: $v) }',
      { v: [] },
      'Variable "$v" got an invalid value; Expected type "EchoInput" to be an object.',
      'v',
    ],
    [
      'something deep inside',
      'query ($v: EchoInput!) { echo(input: $v) }',
      { v: { text: 'x', nested: { text: 'y', list: [1, 'two'] } } },
      'Variable "$v" got invalid value "two" at "v.nested.list.1"; Int cannot represent non-integer value: "two"',
      'v.nested.list.1',
    ],
  ])('of variables say what is wrong: %s', async (_what, query, variables, sentence, path) => {
    const { status, errors, text } = await thrice(query, { variables });
    expect(status).toBe(400);
    expect(text).not.toContain('data');
    expect(errors?.[0].message).toContain(sentence);
    expect(errors?.[0].extensions).toEqual({ code: 'BAD_USER_INPUT', path });
  });

  test('of numbers of persons never repeat them, wrong as they are', async () => {
    const number = '85.07.30-033.9';
    const iban = 'BE00 5390 0754 7034';
    const asVariables = await thrice(
      'query ($n: NationalNumber, $i: IBAN, $e: EchoInput!) { person(number: $n, iban: $i) echo(input: $e) }',
      { variables: { n: number, i: iban, e: { text: 'x', number: 850730033990 } } },
    );
    expect(asVariables.errors?.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Variable "\$n" got an invalid value; Not a valid NationalNumber: /),
      expect.stringMatching(/^Variable "\$i" got an invalid value; Not a valid IBAN: /),
      expect.stringMatching(/^Variable "\$e" got an invalid value at "e\.number"; /),
    ]);
    const asLiterals = await thrice(`{ person(number: "12345", iban: "${iban}") }`);
    expect(asLiterals.errors).toHaveLength(2);
    for (const { text } of [asVariables, asLiterals, await api.ask(`{ "${number}" }`)]) {
      expect(text).not.toMatch(/033\.99|12345|7034|85073003/);
    }
  });
});
