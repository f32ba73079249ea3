// What all components share: drawing by lit-html into themselves, at most once a frame.
import { html, nothing, render, svg } from "/console/lib/lit-html/lit-html.js";

export { html, nothing, svg };

export class SkElement extends HTMLElement {
  #due = false;
  #endings = [];

  /** Declares properties whose change draws anew. */
  static props(...names) {
    for (const name of names) {
      const key = Symbol(name);
      Object.defineProperty(this.prototype, name, {
        get() {
          return this[key];
        },
        set(value) {
          const before = this[key];
          this[key] = value;
          if (before !== value) {
            this.changed?.(name, before);
            this.draw();
          }
        },
      });
    }
  }

  connectedCallback() {
    this.start?.();
    this.drawNow();
  }

  disconnectedCallback() {
    this.#endings.splice(0).forEach((end) => end());
    this.stop?.();
  }

  /** Runs `end` when the component goes away. */
  until(end) {
    this.#endings.push(end);
  }

  /** Listens as long as the component is there. */
  on(target, type, listener) {
    target.addEventListener(type, listener);
    this.until(() => target.removeEventListener(type, listener));
  }

  draw() {
    if (this.#due || !this.isConnected) {
      return;
    }
    this.#due = true;
    requestAnimationFrame(() => {
      this.#due = false;
      if (this.isConnected) {
        this.drawNow();
      }
    });
  }

  drawNow() {
    render(this.view() ?? nothing, this);
    this.drawn?.();
  }

  view() {
    return nothing;
  }
}
