//! The phone bundle: what stands behind the QR code.

fn main() {
    anteroom_frontend::phone::mount();
}
