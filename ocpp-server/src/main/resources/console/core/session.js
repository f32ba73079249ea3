// Who is logged in. The cookie is out of reach of scripts; this is what the server says about it.
const ROLES = ["viewer", "operator", "admin"];

class Session extends EventTarget {
  name = null;
  role = null;
  csrf = null;

  begin({ name, role, csrf }) {
    Object.assign(this, { name, role, csrf });
    this.dispatchEvent(new Event("change"));
  }

  over() {
    Object.assign(this, { name: null, role: null, csrf: null });
    this.dispatchEvent(new Event("change"));
  }

  /** True when the role covers `needed`. */
  can(needed) {
    return ROLES.indexOf(this.role) >= ROLES.indexOf(needed);
  }
}

export const session = new Session();
