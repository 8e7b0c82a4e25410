/** Writes camt.053 files for tests, with another library than the one that reads them. */
import { create } from 'xmlbuilder2';
import { decimalOf } from '../../../platform/money.js';
import type { CodaLine, CodaStatement } from './coda-builder.js';

/** The same statements as `coda` writes, in version 001.08 or, with plain parties, 001.02. */
export function camt(statements: readonly CodaStatement[], version: 2 | 8 = 8): string {
  const uri = `urn:iso:std:iso:20022:tech:xsd:camt.053.001.0${version}`;
  const Stmt = statements.map((statement) => statementOf(statement, version));
  const document = { Document: { '@xmlns': uri, BkToCstmrStmt: { GrpHdr: { MsgId: 'M' }, Stmt } } };
  return create({ version: '1.0', encoding: 'UTF-8' }, document).end({ prettyPrint: true });
}

function statementOf(statement: CodaStatement, version: 2 | 8): object {
  const { iban = 'BE68539007547034', currency = 'EUR', number = 1 } = statement;
  const { openingMinor = 0n, day = '2026-11-23', lines } = statement;
  const sum = (sign: 1n | -1n) =>
    lines.reduce((all, { amountMinor: a }) => (a * sign > 0n ? all + a * sign : all), 0n);
  const closing = openingMinor + sum(1n) - sum(-1n);
  const balance = (Cd: string, minor: bigint) => ({
    Tp: { CdOrPrtry: { Cd } },
    ...amount(minor, currency),
    Dt: { Dt: day },
  });
  return {
    Id: `S${number}`,
    ElctrncSeqNb: number,
    Acct: { Id: { IBAN: iban }, Ccy: currency },
    Bal: [balance('OPBD', openingMinor), balance('CLBD', closing)],
    TxsSummry: {
      TtlNtries: { NbOfNtries: lines.length },
      TtlCdtNtries: { Sum: decimalOf(sum(1n), 2) },
      TtlDbtNtries: { Sum: decimalOf(sum(-1n), 2) },
    },
    Ntry: lines.map((line) => entryOf(line, day, currency, version)),
  };
}

function entryOf(line: CodaLine, day: string, currency: string, version: 2 | 8): object {
  const details = line.details ?? [line];
  return {
    ...amount(line.amountMinor, currency),
    Sts: version === 8 ? { Cd: 'BOOK' } : 'BOOK',
    BookgDt: { Dt: line.bookedOn ?? day },
    AcctSvcrRef: 'REF',
    NtryDtls: { TxDtls: details.map((detail) => detailOf(detail, currency, version)) },
  };
}

function detailOf(line: CodaLine, currency: string, version: 2 | 8): object {
  const other = line.amountMinor > 0n ? 'Dbtr' : 'Cdtr';
  const party = line.name === undefined ? undefined : { Nm: line.name };
  return {
    Refs: { EndToEndId: line.endToEndId ?? 'NOTPROVIDED' },
    ...amount(line.amountMinor, currency),
    RltdPties: {
      ...(party && { [other]: version === 8 ? { Pty: party } : party }),
      ...(line.iban && { [`${other}Acct`]: { Id: { IBAN: line.iban } } }),
    },
    RmtInf:
      line.ogm === undefined
        ? { Ustrd: line.words ?? '' }
        : { Strd: { CdtrRefInf: { Ref: line.ogm } } },
    ...(line.returnReason && { RtrInf: { Rsn: { Cd: line.returnReason } } }),
  };
}

const amount = (minor: bigint, currency: string) => ({
  Amt: { '@Ccy': currency, '#': decimalOf(minor < 0n ? -minor : minor, 2) },
  CdtDbtInd: minor < 0n ? 'DBIT' : 'CRDT',
});
