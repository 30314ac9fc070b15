// Starts the deck. Nothing moves by itself, and one pixel is one pixel at the size it was laid out for.
const root = document.querySelector('.reveal');
Reveal.initialize({
  width: Number(root.dataset.width),
  height: Number(root.dataset.height),
  margin: 0,
  minScale: 0.1,
  maxScale: 4,
  center: false,
  hash: true,
  controls: true,
  controlsTutorial: false,
  controlsBackArrows: 'visible',
  progress: true,
  transition: 'none',
  backgroundTransition: 'none',
  fragmentInURL: false,
  pdfSeparateFragments: false,
  pdfMaxPagesPerSlide: 1,
  help: true,
  plugins: [RevealNotes],
});
