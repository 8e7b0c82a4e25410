import { create } from 'xmlbuilder2';
import type { Sql } from '../../platform/database/sql.js';
import { globalId } from '../../platform/ids.js';
import { decimalOf } from '../../platform/money.js';
import { hoursOf } from '../day/hours.js';
import {
  type DeclaredWorker,
  declaredWorkers,
  employersOf,
  type OccupationLine,
  type Quarter,
  type WorkerLine,
} from './dmfa-source.js';

/**
 * A quarter in the shape of the declaration: employer, natural person, worker line, occupation line.
 * Workers stand by their national number where `numbersOf` opens it, else by their member id; codes that
 * nobody has given are left out.
 */
export async function* dmfaXml(
  sql: Sql,
  cooperativeId: string,
  quarter: Quarter,
  numbersOf: NumbersOf | null,
): AsyncGenerator<Uint8Array> {
  const text = new TextEncoder();
  const { year, quarter: nth } = quarter;
  yield text.encode(
    `<?xml version="1.0" encoding="UTF-8"?>\n<QuarterlyDeclarations Quarter="${year}${nth}">\n`,
  );
  for (const employer of await employersOf(sql, cooperativeId, quarter)) {
    // An element that is left open: its workers follow one by one.
    const head = create()
      .ele('EmployerDeclaration', {
        ...(employer.enterpriseNumber && { CompanyID: employer.enterpriseNumber }),
        Name: employer.name,
      })
      .end({ headless: true });
    yield text.encode(`${head.replace(/\/>$/, '>')}\n`);
    for await (const workers of declaredWorkers(sql, cooperativeId, employer.id, quarter)) {
      const ids = workers.map(({ workerId }) => workerId);
      const numbers = await numbersOf?.(employer.id, ids);
      for (const worker of workers) {
        const number = numbers === undefined ? null : numbers.get(worker.workerId);
        yield text.encode(`${personXml(worker, number)}\n`);
      }
    }
    yield text.encode('</EmployerDeclaration>\n');
  }
  yield text.encode('</QuarterlyDeclarations>\n');
}

/** Opens the national numbers of a page of workers, for the declaration of an employer. */
export type NumbersOf = (
  employerId: string,
  memberIds: readonly string[],
) => Promise<ReadonlyMap<string, string>>;

/** Undefined: the person has no number, which the declaration says; null: it is not for the reader. */
function personXml({ workerId, lines }: DeclaredWorker, number: string | undefined | null): string {
  const person = create().ele('NaturalPerson', {
    ...(number ? { INSS: number } : { Reference: globalId('Member', workerId) }),
    ...(number === undefined && { Missing: 'INSS' }),
  });
  for (const line of lines) {
    const record = person.ele('WorkerRecord', recordOf(line));
    for (const occupation of line.occupations) {
      const line = record.ele('Occupation', occupationOf(occupation));
      for (const { kind, days, minutes } of occupation.absences) {
        line.ele('Absence', { Kind: kind, Days: String(days), Hours: hoursOf(minutes) });
      }
    }
  }
  return person.end({ headless: true });
}

const recordOf = (line: WorkerLine) => ({
  EmployerCategory: line.employerCategory,
  WorkerClass: line.workerClass,
  ...(line.workerCode && { WorkerCode: line.workerCode }),
  ContributionBase: euros(line.contributionBaseMinor),
  EmployeeContribution: euros(line.employeeContributionMinor),
  EmployerContribution: euros(line.employerContributionMinor),
});

const occupationOf = (line: OccupationLine) => ({
  Reference: line.number,
  Kind: line.kind,
  ...(line.jointCommittee && { JointCommission: line.jointCommittee }),
  StartingDate: line.firstDay,
  EndingDate: line.lastDay,
  Days: String(line.days),
  Hours: hoursOf(line.minutes),
  Remuneration: euros(line.grossMinor),
});

/** The declaration is in euros, whatever the co-operative's books are kept in. */
const euros = (minor: bigint): string => decimalOf(minor, 2);
