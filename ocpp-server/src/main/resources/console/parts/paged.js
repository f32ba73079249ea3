// A list that comes page by page, with "Load more" at its end. `loader(cursor)` gives { items, next }.
export class Paged {
  rows = null;
  next = null;
  problem = null;
  #changed;
  #round = 0;

  constructor(changed) {
    this.#changed = changed;
  }

  /** Begins anew; what is shown stays until the first page is there. */
  async load(loader) {
    this.loader = loader;
    const round = ++this.#round;
    try {
      const page = await loader(null);
      if (round === this.#round) {
        Object.assign(this, { rows: page.items, next: page.next, problem: null });
      }
    } catch (problem) {
      if (round === this.#round) {
        this.problem = problem;
      }
    }
    this.#changed();
  }

  async more() {
    const round = this.#round;
    try {
      const page = await this.loader(this.next);
      if (round === this.#round) {
        this.rows = [...this.rows, ...page.items];
        this.next = page.next;
      }
    } catch (problem) {
      this.problem = problem;
    }
    this.#changed();
  }
}
