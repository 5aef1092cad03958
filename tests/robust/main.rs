//! Broken, hostile and huge files, and PDF files of many layouts.

mod hostile;
mod odd;
mod pdf;
mod pdf_file;
mod zip_file;
