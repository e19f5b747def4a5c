// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Runs in the page before anything else: notes when the room is joined and when the first frame of somebody else's
 * video is there, in milliseconds from navigation.
 */
export function instrument() {
  const moments = {};
  globalThis.keksBench = moments;
  const note = name => (moments[name] ??= performance.now());
  const watchVideo = video => {
    if (video.closest(".self") !== null || video.dataset.watched === "yes") return;
    video.dataset.watched = "yes";
    video.requestVideoFrameCallback(() => note("firstFrame"));
  };
  new MutationObserver(() => {
    if (document.querySelector('[data-status="joined"]') !== null) note("joined");
    document.querySelectorAll("video").forEach(watchVideo);
  }).observe(document, { subtree: true, childList: true, attributes: true });
}
