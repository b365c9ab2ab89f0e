#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints texts as page images and reads them back with Tesseract, so that repair can be measured.

usage: make-ocr-pages.py [--language eng] [--dpi 200] [--limit WORDS] [--fraktur FONT] OUTPUT FILE...

FILE is a UTF-8 text, or a PDF with text in it (pdftotext). OUTPUT/clean and OUTPUT/ocr get a file of the same name for
each; `score` of `make eval-ocr` compares them. Font, size, skew and blur change from file to file, always in the same
way. --fraktur prints with that font (such as yfrak.otf of yfonts-otf, Debian's texlive-fonts-extra), the long s, and w for v,
which the clean text then has too. Needs python3-pil, tesseract-ocr with the language's model, fonts-liberation, fonts-dejavu-core, and poppler-utils
for PDF.
"""
import argparse, hashlib, os, random, re, subprocess, sys, tempfile
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = ['liberation/LiberationSerif-Regular.ttf', 'liberation/LiberationSans-Regular.ttf', 'dejavu/DejaVuSerif.ttf',
         'dejavu/DejaVuSans.ttf', 'liberation/LiberationMono-Regular.ttf', 'liberation/LiberationSansNarrow-Regular.ttf']
FOLDER = '/usr/share/fonts/truetype/'


def text_of(path):
    if not path.lower().endswith('.pdf'):
        return open(path, encoding='utf8').read()
    return subprocess.run(['pdftotext', '-enc', 'UTF-8', path, '-'], check=True, capture_output=True).stdout.decode()


def lines_of(text, font, width):
    """The text's lines, those too long wrapped at spaces, and within words that are longer than a line (addresses)."""
    for line in text.replace('\f', '\n').split('\n'):
        words = line.split(); current = ''
        for word in words:
            longer = f'{current} {word}' if current else word
            if current and font.getlength(longer) > width:
                yield current
                longer = word
            current = longer
            while font.getlength(current) > width:
                fit = next(n for n in range(len(current) - 1, 0, -1) if font.getlength(current[:n]) <= width)
                yield current[:fit]
                current = current[fit:]
        yield current


def pages(text, choice, dpi, fraktur):
    """Page images in grey, A4."""
    width, height = round(8.27 * dpi), round(11.69 * dpi)
    margin = round(0.9 * dpi)
    points = choice.choice([10, 11, 12, 13])
    path = FOLDER + choice.choice(FONTS)
    font = ImageFont.truetype(fraktur or path, round(points * dpi / 72))
    if fraktur: text = re.sub('s(?=[a-zåäö])', 'ſ', text)
    step = round(points * 1.3 * dpi / 72)
    skew = choice.uniform(-0.6, 0.6); blur = choice.uniform(0.3, 0.9) * dpi / 150
    lines = list(lines_of(text, font, width - 2 * margin))
    per_page = (height - 2 * margin) // step
    for start in range(0, len(lines), per_page):
        image = Image.new('L', (width, height), 255)
        draw = ImageDraw.Draw(image)
        for row, line in enumerate(lines[start:start + per_page]):
            draw.text((margin, margin + row * step), line, font=font, fill=choice.choice([0, 0, 20, 40]))
        image = image.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
        yield image.filter(ImageFilter.GaussianBlur(blur))


def read(image, language, dpi):
    with tempfile.NamedTemporaryFile(suffix='.png') as file:
        image.save(file.name, dpi=(dpi, dpi))
        command = ['tesseract', file.name, '-', '-l', language, '--dpi', str(dpi)]
        environment = dict(os.environ, OMP_THREAD_LIMIT='1')
        return subprocess.run(command, check=True, capture_output=True, env=environment).stdout.decode()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--language', default='eng')
    parser.add_argument('--dpi', type=int, default=200)
    parser.add_argument('--limit', type=int, default=3000, help='the most words of a file')
    parser.add_argument('--fraktur', help='a font of that kind')
    parser.add_argument('output')
    parser.add_argument('files', nargs='+')
    options = parser.parse_args()
    for folder in ('clean', 'ocr'):
        os.makedirs(os.path.join(options.output, folder), exist_ok=True)
    for path in options.files:
        name = os.path.splitext(os.path.basename(path))[0] + '.txt'
        text = text_of(path)
        kept = []; words = 0
        for line in text.split('\n'):
            kept.append(line); words += len(line.split())
            if words >= options.limit: break
        text = '\n'.join(kept)
        if options.fraktur: text = text.translate({ord('v'): 'w', ord('V'): 'W'})
        # Not Python's hash(), which differs from run to run.
        choice = random.Random(hashlib.sha256(name.encode()).digest())
        found = '\n'.join(read(image, options.language, options.dpi) for image in pages(text, choice, options.dpi, options.fraktur))
        open(os.path.join(options.output, 'clean', name), 'w', encoding='utf8').write(text)
        if options.fraktur: found = found.replace('ſ', 's')
        open(os.path.join(options.output, 'ocr', name), 'w', encoding='utf8').write(found)
        print(name, words, 'words', file=sys.stderr)


if __name__ == '__main__':
    main()
