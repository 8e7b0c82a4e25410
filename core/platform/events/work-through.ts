/** Work that waits in a table until it is due. */
export interface DueWork<One> {
  /**
   * Takes a few that are due for this server, with `for update skip locked` and a lease, which is
   * committed before anything is done about them: a server that dies leaves them to another.
   */
  claim(): Promise<readonly One[]>;
  /** Does one, and records what came of it in a transaction of its own. */
  work(one: One): Promise<unknown>;
  /** Those that were claimed at once are worked on side by side; otherwise one after the other. */
  readonly sideBySide?: boolean;
}

/** Does whatever is due until nothing is, beside other servers that do the same. Answers how many. */
export async function workThrough<One>(due: DueWork<One>): Promise<number> {
  for (let done = 0; ; ) {
    const claimed = await due.claim();
    if (claimed.length === 0) return done;
    if (due.sideBySide) await Promise.all(claimed.map((one) => due.work(one)));
    else for (const one of claimed) await due.work(one);
    done += claimed.length;
  }
}
