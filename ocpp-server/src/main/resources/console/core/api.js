// The API as pages use it. An answer that is no success becomes a Failure with the server's sentence.
import { session } from "/console/core/session.js";

const PREFIX = "/api/v1";

export class Failure extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }

  /** The server does not have this path (yet). */
  get isMissing() {
    return this.status === 404 || this.status === 405;
  }
}

export function url(path, query = {}) {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") {
      params.set(name, value);
    }
  }
  const text = params.toString();
  return PREFIX + path + (text ? "?" + text : "");
}

export const get = (path, query, signal) => ask("GET", url(path, query), undefined, signal);
export const post = (path, body, headers) => ask("POST", url(path), body ?? null, undefined, headers);
export const patch = (path, body) => ask("PATCH", url(path), body);
export const remove = (path) => ask("DELETE", url(path));

/** A path segment that may hold anything. */
export const seg = encodeURIComponent;

export function headers(more = {}) {
  const all = { "X-Requested-With": "fetch", ...more };
  if (session.csrf) {
    all["X-CSRF-Token"] = session.csrf;
  }
  return all;
}

async function ask(method, address, body, signal, more = {}) {
  const request = { method, signal, headers: headers(more) };
  if (body !== undefined && body !== null) {
    request.body = typeof body === "string" ? body : JSON.stringify(body);
    request.headers["Content-Type"] = "application/json";
  }
  let response;
  try {
    response = await fetch(address, request);
  } catch (problem) {
    if (problem.name === "AbortError") {
      throw problem;
    }
    throw new Failure(0, "The server cannot be reached. It may be restarting, or the network is gone.");
  }
  if (!response.ok) {
    throw await failure(response);
  }
  return response.status === 204 ? null : response.json();
}

export async function failure(response) {
  let detail = `The server answered ${response.status}.`;
  try {
    detail = (await response.json()).detail ?? detail;
  } catch {
    // Something between us and the server answered: the status is all there is.
  }
  if (response.status === 401 && session.name) {
    session.over();
  }
  return new Failure(response.status, detail);
}
