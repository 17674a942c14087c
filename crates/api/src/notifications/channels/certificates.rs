//! Certificates that people paste: whether they can be read, and why not.

use anteroom_domain::field_problem::FieldProblem;
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

/// Checks certificates of authorities in PEM.
pub fn check(pem: &str, pointer: &str) -> Result<(), FieldProblem> {
    let refused = |message: String| FieldProblem::new(pointer, "malformed", message);
    let certificates: Vec<CertificateDer<'_>> = CertificateDer::pem_slice_iter(pem.as_bytes())
        .collect::<Result<_, _>>()
        .map_err(|error| refused(format!("the text is no PEM: {error}")))?;
    if certificates.is_empty() {
        return Err(refused(
            "the text holds no certificate; it must hold lines from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----"
                .to_owned(),
        ));
    }
    let mut roots = RootCertStore::empty();
    for (index, certificate) in certificates.into_iter().enumerate() {
        roots.add(certificate).map_err(|error| {
            refused(format!("certificate {} cannot be read: {error}", index + 1))
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_refused(pem: &str, expected: &str) {
        let problem = check(pem, "/ca_certificates").unwrap_err();
        assert_eq!(problem.pointer, "/ca_certificates");
        assert!(problem.message.contains(expected), "{}", problem.message);
    }

    #[test]
    fn what_is_no_certificate_is_refused_with_the_reason() {
        check_refused("hello", "holds no certificate");
        check_refused("", "holds no certificate");
        check_refused(
            "-----BEGIN PRIVATE KEY-----\naGVsbG8=\n-----END PRIVATE KEY-----\n",
            "holds no certificate",
        );
        check_refused("-----BEGIN CERTIFICATE-----\naGVsbG8=\n", "no PEM");
        check_refused(
            "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n",
            "no PEM",
        );
        check_refused(
            "-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n",
            "certificate 1 cannot be read",
        );
    }
}
